import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { grantAsked, revocationAsked } from './events';

/** Has a grant to a tier begun at once, after the commit. Never fails: what a lost wake-up leaves is found by the function's schedule. */
export function wakeGrants(grantId: string): void {
  send(grantAsked.create({}, { id: `coupon-grant-${grantId}` }));
}

/** As `wakeGrants`, of a revocation. */
export function wakeRevocations(revocationId: string): void {
  send(revocationAsked.create({}, { id: `coupon-revocation-${revocationId}` }));
}

function send(event: Parameters<typeof inngest.send>[0]): void {
  inngest.send(event).catch((error) => log.warn({ err: error }, 'a batch of coupons was not woken; its schedule will'));
}
