import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { occasionCame } from './events';

const secondMs = 1_000;

/**
 * Says, after the commit, that somebody signed up, so that the coupon for it is there when they shop. Returns at once and never fails: what a
 * lost wake-up leaves is found by the function's own schedule. All processes together start one run per second.
 */
export function wakeAutomaticCoupons(): void {
  const second = Math.floor(Date.now() / secondMs) + 1;
  inngest
    .send(occasionCame.create({}, { id: `occasion-came-${second}` }))
    .catch((error) => log.warn({ err: error }, 'automatic coupons were not woken; their schedule will'));
}
