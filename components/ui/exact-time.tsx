'use client';

import { useFormatter } from 'next-intl';

/** A point in time, exact, in the reader's zone. */
export function ExactTime({
  at,
  seconds = false,
  className,
}: {
  at: string | Date;
  seconds?: boolean;
  className?: string;
}) {
  const format = useFormatter();
  const date = typeof at === 'string' ? new Date(at) : at;
  return (
    <time dateTime={date.toISOString()} className={className}>
      {format.dateTime(date, { dateStyle: 'medium', timeStyle: seconds ? 'medium' : 'short' })}
    </time>
  );
}
