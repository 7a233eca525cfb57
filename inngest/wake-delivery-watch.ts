import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { deliveryTroubled } from './events';

/** Troubles of this time are looked at together, at its end. */
const togetherMs = 2_000;

/** The end of the time that this process has woken the watch for last. */
let wokenFor = 0;

/**
 * Has the alerts about delivery seen to soon: deliveries died, or a breaker turned. Never fails: what a lost wake-up leaves is found by the
 * function's schedule. All processes together start one run.
 */
export function wakeDeliveryWatch(): void {
  const end = (Math.floor(Date.now() / togetherMs) + 1) * togetherMs;
  if (wokenFor === end) return;
  wokenFor = end;
  const notBefore = new Date(end).toISOString();
  inngest
    .send(deliveryTroubled.create({ notBefore }, { id: `delivery-troubled-${notBefore}` }))
    .catch((error) => log.warn({ err: error }, 'the watch over deliveries was not woken; its schedule will'));
}
