import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { deliveryTroubled } from './events';

/** What goes wrong within this time is looked at once. */
const everyMs = 2_000;

/**
 * Has the alerts about delivery seen to soon: deliveries died, or a breaker opened. Never fails: what a lost wake-up leaves is found by the
 * function's schedule.
 */
export function wakeDeliveryWatch(): void {
  // All processes may come upon the same trouble; the id makes one run of what they say within a moment.
  inngest
    .send(deliveryTroubled.create({}, { id: `delivery-troubled-${Math.floor(Date.now() / everyMs)}` }))
    .catch((error) => log.warn({ err: error }, 'the watch over deliveries was not woken; its schedule will'));
}
