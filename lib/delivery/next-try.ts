import type { DeliveryView } from './model';

/**
 * When a delivery that failed is tried again, or its endpoint has asked to be tried again; null when that is due already, or hangs on the
 * endpoint coming back.
 */
export function nextTryOf({ state, endpoint, attemptCount, nextAttemptAt }: DeliveryView, now: Date): string | null {
  const isHeldBack = endpoint.paused || endpoint.breaker !== 'CLOSED';
  if (state !== 'PENDING' || isHeldBack) return null;
  const times = [attemptCount === 0 ? null : nextAttemptAt, endpoint.throttledUntil].flatMap((time) => time ?? []);
  const [last] = times.sort((one, other) => Date.parse(other) - Date.parse(one));
  return last !== undefined && Date.parse(last) > now.getTime() ? last : null;
}
