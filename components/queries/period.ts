import { dayStart, nextDay } from '@/lib/shared/calendar';

type Days = { from?: string | undefined; to?: string | undefined };

/** Days of the reader as moments: from the first's midnight up to the midnight that ends the last, in whichever order they were given. */
export function periodOf({ from, to }: Days, timeZone: string): Days {
  const [first, last] = from && to && to < from ? [to, from] : [from, to];
  return {
    from: first && dayStart(first, timeZone)?.toISOString(),
    to: last && dayStart(nextDay(last), timeZone)?.toISOString(),
  };
}
