import { useNow } from 'next-intl';
import type { DeliveryView } from '@/lib/delivery/model';

const refreshMs = 5_000;

/**
 * When a delivery that failed is tried again, or its endpoint has asked to be tried again; null when that is due already, or hangs on the
 * endpoint coming back.
 */
export function useNextTry({ state, endpoint, attemptCount, nextAttemptAt }: DeliveryView): string | null {
  const now = useNow({ updateInterval: refreshMs });
  const isHeldBack = endpoint.paused || endpoint.breaker !== 'CLOSED';
  if (state !== 'PENDING' || isHeldBack) return null;
  const times = [attemptCount === 0 ? null : nextAttemptAt, endpoint.throttledUntil].flatMap((time) => time ?? []);
  const [last] = times.sort((one, other) => Date.parse(other) - Date.parse(one));
  return last !== undefined && Date.parse(last) > now.getTime() ? last : null;
}
