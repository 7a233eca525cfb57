import { useNow } from 'next-intl';
import type { DeliveryView } from '@/lib/delivery/model';
import { nextTryOf } from '@/lib/delivery/next-try';

const refreshMs = 5_000;

/** `nextTryOf`, as time goes by. */
export function useNextTry(delivery: DeliveryView): string | null {
  return nextTryOf(delivery, useNow({ updateInterval: refreshMs }));
}
