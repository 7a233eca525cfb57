import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { type ClaimedDelivery, claimDeliveries } from './claim-deliveries';
import { openSecret } from './endpoint-secret';
import { findNextDueInMs } from './queries';
import { recordAttempt } from './record-attempt';
import { decideOutcome, deliveryBody } from './rules';
import { sendDelivery } from './send-delivery';

/** A pump claims for this long, then lets its last sends end and hands over to the next run. */
export const pumpMs = 20_000;
/** How often a pump with sends under way and room for more looks for what has come due. */
const lookAgainMs = 200;

export type PumpEndpoint = {
  endpointId: string;
  allowedHosts: readonly string[];
  forMs?: number;
  send?: typeof sendDelivery;
  random?: () => number;
};

/** What a pump did. Plain data, because it is kept as a step's result. */
export type PumpReport = {
  delivered: number;
  failed: number;
  dead: number;
  /** Results that came after the lease had gone to someone else. */
  late: number;
  /** How long until the endpoint's next delivery is due by the database's clock: 0 when more is due now, null when nothing waits. */
  nextDueInMs: number | null;
};

/**
 * Sends what is due at an endpoint, at most its `concurrency` at once, until nothing is due or the time is over.
 *
 * Every statement commits by itself and nothing is open while it sends. Killed at any point, it has lost nothing: what was claimed is
 * claimed again when the lease ends, and sent again with the same id and bytes.
 */
export async function pumpEndpoint(db: Db, options: PumpEndpoint): Promise<PumpReport> {
  const { endpointId, forMs = pumpMs } = options;
  const report: PumpReport = { delivered: 0, failed: 0, dead: 0, late: 0, nextDueInMs: null };
  const endpoint = await firstRow<{ concurrency: number }>(
    db,
    sql`SELECT concurrency FROM delivery_endpoints WHERE id = ${endpointId}::uuid AND paused_at IS NULL`,
  );
  if (!endpoint) return report;

  const stopAt = performance.now() + forMs;
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  while (performance.now() < stopAt && failures.length === 0) {
    const free = endpoint.concurrency - underWay.size;
    const claimed = free > 0 ? await claimDeliveries(db, { endpointId, limit: free }) : [];
    for (const delivery of claimed) {
      const sending: Promise<void> = deliver(db, delivery, options, report)
        .catch((error) => void failures.push(error))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    if (underWay.size === 0) break;
    await Promise.race(
      underWay.size < endpoint.concurrency ? [...underWay, delay(lookAgainMs, undefined, { ref: false })] : underWay,
    );
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return { ...report, nextDueInMs: await findNextDueInMs(db, endpointId) };
}

async function deliver(db: Db, delivery: ClaimedDelivery, options: PumpEndpoint, report: PumpReport): Promise<void> {
  const { allowedHosts, send = sendDelivery, random = Math.random } = options;
  const { id, leaseToken, url, secret, timeoutMs } = delivery;
  const answer = await send({
    id,
    url,
    secret: openSecret(secret),
    timeoutMs,
    allowedHosts,
    body: deliveryBody(delivery),
  });
  const outcome = decideOutcome(answer, delivery, random());
  const isOurs = await recordAttempt(db, { deliveryId: id, leaseToken, answer, outcome });
  if (!isOurs) report.late++;
  else if (outcome.state === 'DELIVERED') report.delivered++;
  else if (outcome.state === 'DEAD') report.dead++;
  else report.failed++;
}
