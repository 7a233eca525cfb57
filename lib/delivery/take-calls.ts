import type { Db } from '@/lib/db/client';
import { newId } from '@/lib/shared/ids';
import { type Admission, admitCalls } from './admit-calls';
import { batchBody, fitBatch } from './batch-rules';
import { type ClaimedDelivery, claimDeliveries } from './claim-deliveries';
import { findNextDueInMs } from './find-due';
import { parkDeliveries } from './park-deliveries';
import { releaseDeliveries } from './release-deliveries';
import { returnCalls } from './return-calls';
import { deliveryBody } from './rules';
import { supersedeDeliveries } from './supersede-deliveries';

/** Most deliveries that are read in one go, so that many large batches at once do not stand in memory twice. */
const claimSizeMax = 500;

/** A delivery that a call carries; what it says is in the call's body. */
export type CarriedDelivery = Omit<ClaimedDelivery, 'snapshot'>;

/** A call to be made: one delivery as it is, or several as a batch with an id of its own. */
export type Call = {
  /** The `webhook-id`. */
  id: string;
  batchId: string | null;
  body: string;
  isProbe: boolean;
  leaseToken: string;
  /** At least one. All have the endpoint's settings of the moment. */
  deliveries: [CarriedDelivery, ...CarriedDelivery[]];
};

export type Taken = {
  calls: Call[];
  /** What the endpoint allows in all; 0 when there is no such endpoint. */
  concurrency: number;
  /** How long until there may be more to take; null when nothing waits, or something else must happen first. */
  waitMs: number | null;
  /** There was leave for more than was there. */
  isDrained: boolean;
};

/**
 * Takes up to `wanted` calls that may be made now, with their deliveries leased and their bodies final.
 *
 * Statements that each commit by themselves: leave for calls, then what is to fill them. What of it finds no use is given back. Of large
 * batches there may be more to take at once; the caller sends first what it has, since its leases run.
 */
export async function takeCalls(
  db: Db,
  { endpointId, wanted }: { endpointId: string; wanted: number },
): Promise<Taken> {
  const admission = await admitCalls(db, { endpointId, wanted });
  if (!admission) return { calls: [], concurrency: 0, waitMs: null, isDrained: true };
  const { concurrency } = admission;
  if (admission.calls === 0) return { calls: [], concurrency, waitMs: admission.waitMs, isDrained: false };
  const { calls, isDrained } = await fillCalls(db, endpointId, admission);
  const unused = admission.calls - calls.length;
  if (unused > 0) await returnCalls(db, { endpointId, calls: unused, isProbe: admission.isProbe });
  if (!isDrained) return { calls, concurrency, waitMs: 0, isDrained };
  return { calls, concurrency, waitMs: calls.length > 0 ? null : await findNextDueInMs(db, endpointId), isDrained };
}

/** Fills calls from what a claim finds. Where that is little, what stood in its way is parked, so that the next finds more. */
async function fillCalls(
  db: Db,
  endpointId: string,
  { calls, callSize, callWaitMs, turn, isProbe, supersede }: Admission,
): Promise<Pick<Taken, 'calls' | 'isDrained'>> {
  const limit = Math.min(calls, Math.max(1, Math.floor(claimSizeMax / callSize)));
  if (supersede) await supersedeDeliveries(db, { endpointId, limit: limit * callSize });
  const claimed = await claimDeliveries(db, { endpointId, limit, turn, callSize, callWaitMs });
  const filled = await toCalls(db, claimed, { isBatch: callSize > 1, isProbe });
  const isDrained = filled.length < limit && (await parkDeliveries(db, endpointId)) === 0;
  return { calls: filled, isDrained };
}

/** What does not fit into a batch is let go, to be claimed for another. */
async function toCalls(
  db: Db,
  claimed: readonly ClaimedDelivery[],
  { isBatch, isProbe }: { isBatch: boolean; isProbe: boolean },
): Promise<Call[]> {
  const calls: Call[] = [];
  const leftOver: ClaimedDelivery[] = [];
  for (const [leaseToken, [first, ...others]] of byLease(claimed)) {
    if (!isBatch) {
      const body = deliveryBody(first);
      calls.push({ id: first.id, batchId: null, body, isProbe, leaseToken, deliveries: [carried(first)] });
      continue;
    }
    const bodies = fitBatch([first, ...others]);
    const batchId = newId();
    const deliveries: Call['deliveries'] = [carried(first), ...others.slice(0, bodies.length - 1).map(carried)];
    calls.push({ id: batchId, batchId, body: batchBody(bodies), isProbe, leaseToken, deliveries });
    leftOver.push(...others.slice(bodies.length - 1));
  }
  if (leftOver.length > 0) await releaseDeliveries(db, leftOver);
  return calls;
}

function carried({ snapshot: _, ...delivery }: ClaimedDelivery): CarriedDelivery {
  return delivery;
}

function byLease(claimed: readonly ClaimedDelivery[]): Map<string, [ClaimedDelivery, ...ClaimedDelivery[]]> {
  const calls = new Map<string, [ClaimedDelivery, ...ClaimedDelivery[]]>();
  for (const delivery of claimed) {
    const call = calls.get(delivery.leaseToken);
    if (call) call.push(delivery);
    else calls.set(delivery.leaseToken, [delivery]);
  }
  return calls;
}
