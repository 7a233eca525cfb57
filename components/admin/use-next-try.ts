import { useNow } from 'next-intl';
import type { DeliveryView } from '@/lib/delivery/model';

const refreshMs = 5_000;

/** When a delivery that failed is tried again; null when that is due already, or hangs on its endpoint coming back. */
export function useNextTry({ state, endpoint, attemptCount, nextAttemptAt }: DeliveryView): string | null {
  const now = useNow({ updateInterval: refreshMs });
  const isHeldBack = endpoint.paused || endpoint.breaker !== 'CLOSED';
  if (state !== 'PENDING' || isHeldBack || attemptCount === 0 || nextAttemptAt === null) return null;
  return Date.parse(nextAttemptAt) > now.getTime() ? nextAttemptAt : null;
}
