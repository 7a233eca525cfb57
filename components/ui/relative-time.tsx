'use client';

import { useFormatter, useNow } from 'next-intl';
import { exactFormat } from './exact-time';

const refreshMs = 30_000;
const relativeUntilMs = 7 * 24 * 60 * 60 * 1000;

type RelativeTimeProps = { at: string | Date; className?: string };

/** "3 minutes ago", kept fresh; the exact time in the reader's zone on hover. After a week the date itself. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const format = useFormatter();
  const tick = useNow({ updateInterval: refreshMs });
  // What has come in since the last tick is younger than it, and must not read as still to come.
  const now = new Date(Math.max(tick.getTime(), Date.now()));
  const date = typeof at === 'string' ? new Date(at) : at;
  const near = Math.abs(now.getTime() - date.getTime()) < relativeUntilMs;
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, exactFormat(true))}
      className={className}
      suppressHydrationWarning
    >
      {near ? format.relativeTime(date, now) : format.dateTime(date, { dateStyle: 'medium' })}
    </time>
  );
}
