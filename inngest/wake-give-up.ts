import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { endpointRemoved } from './events';
import { wakeDeliveryWatch } from './wake-delivery-watch';

/**
 * Has what is open at a removed endpoint given up, and the alerts about it ended, soon after the commit. Never fails: what a lost wake-up
 * leaves is found by the functions' schedules.
 */
export function wakeGiveUp(endpointId: string): void {
  wakeDeliveryWatch();
  inngest
    .send(endpointRemoved.create({}, { id: `endpoint-removed-${endpointId}` }))
    .catch((error) =>
      log.warn({ err: error }, 'what is open at a removed endpoint was not given up at once; its schedule will'),
    );
}
