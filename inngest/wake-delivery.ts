import { db } from '@/lib/db/client';
import { findEndpointsToWake } from '@/lib/delivery/find-due';
import { coalesce } from '@/lib/shared/coalesce';
import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { deliveryDue } from './events';

/** A process wakes the pumps at most this often. */
const everyMs = 250;

/** Routes and actions get separate copies of this module but share `globalThis`. */
const shared = globalThis as typeof globalThis & { maruWakeDelivery?: () => void };

/**
 * Says, after the commit, that there may be something to deliver. Returns at once and never fails: what a lost wake-up leaves
 * is found by the sweep.
 */
export function wakeDelivery(): void {
  shared.maruWakeDelivery ??= coalesce(wakeDueEndpoints, everyMs);
  shared.maruWakeDelivery();
}

async function wakeDueEndpoints(): Promise<void> {
  try {
    const endpointIds = await findEndpointsToWake(db());
    if (endpointIds.length === 0) return;
    await inngest.send(endpointIds.map((endpointId) => deliveryDue.create({ endpointId })));
  } catch (error) {
    log.warn({ err: error }, 'deliveries were not woken; the sweep will find them');
  }
}
