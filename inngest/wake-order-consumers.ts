import { wakeDelivery } from './wake-delivery';
import { wakeRollUp } from './wake-roll-up';

/** Says, after the commit, that an order was paid, or changed after it: whoever lives on its events has something to do. */
export function wakeOrderConsumers(): void {
  wakeDelivery();
  wakeRollUp();
}
