import { occasionCame } from './events';
import { sendAtSecondsEnd } from './send-at-seconds-end';

/** Says, after the commit, that somebody signed up or has another tier, so that the coupon for it is there when they shop. */
export function wakeAutomaticCoupons(): void {
  sendAtSecondsEnd(occasionCame);
}
