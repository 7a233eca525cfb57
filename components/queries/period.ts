import { dayStart, nextDay } from '@/lib/shared/calendar';

type Days = { from?: string | undefined; to?: string | undefined };

/** Days of the reader as moments: from the first's midnight up to the midnight that ends the last. */
export function periodOf({ from, to }: Days, timeZone: string): Days {
  return {
    from: from && dayStart(from, timeZone)?.toISOString(),
    to: to && dayStart(nextDay(to), timeZone)?.toISOString(),
  };
}
