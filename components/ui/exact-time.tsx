'use client';

import { type DateTimeFormatOptions, useFormatter } from 'next-intl';

type ExactTimeProps = { at: string | Date; seconds?: boolean; className?: string };

/** A point in time, exact, in the reader's zone. */
export function ExactTime({ at, seconds = false, className }: ExactTimeProps) {
  const format = useFormatter();
  const date = typeof at === 'string' ? new Date(at) : at;
  // Browsers may know newer wordings of a date than the server does; either is right.
  return (
    <time dateTime={date.toISOString()} className={className} suppressHydrationWarning>
      {format.dateTime(date, exactFormat(seconds))}
    </time>
  );
}

/** 24 hours: the same in both languages, aligned in columns, and free of "PM" where the server lacks the Korean word. */
export function exactFormat(seconds: boolean): DateTimeFormatOptions {
  return {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  };
}
