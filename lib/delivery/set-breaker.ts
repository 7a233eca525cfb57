import type { Tx } from '@/lib/db/client';
import { execute, firstRow, type Sql, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, type Result } from '@/lib/shared/result';
import type { BreakerChange, BreakerState } from './breaker-model';
import type { EndpointView } from './endpoint-model';
import { getEndpoint } from './endpoint-queries';
import type { DeliveryError } from './model';

/** The share of its rate that an endpoint gets first when its breaker is closed by hand: nobody has seen it answer yet. */
export const rateShareClosedByHand = 0.1;

export type SetBreaker = { actor: Actor; endpointId: string; state: BreakerChange['state'] };

/**
 * Holds an endpoint's breaker open until it is closed by hand, or closes it now, with a small share of its rate to begin with, and without
 * waiting for the time that a 429 or 503 has asked for. What is so already stays as it is.
 *
 * Error: `delivery.endpointNotFound`. Locks the gate, so it goes before or after what a call that ends makes of the breaker.
 */
export async function setBreaker(
  tx: Tx,
  { actor, endpointId, state }: SetBreaker,
): Promise<Result<EndpointView, DeliveryError>> {
  assertAdmin(actor);
  const gate = await firstRow<{ breaker: BreakerState; isForced: boolean; isThrottled: boolean }>(
    tx,
    sql`SELECT breaker::text, is_forced, coalesce(throttled_until > clock_timestamp(), false) AS is_throttled
        FROM delivery_gates gate WHERE endpoint_id = ${endpointId}::uuid
          AND NOT EXISTS (SELECT FROM delivery_endpoints WHERE id = gate.endpoint_id AND removed_at IS NOT NULL)
        FOR NO KEY UPDATE`,
  );
  if (!gate) return err({ code: 'delivery.endpointNotFound' });
  const isForced = state === 'OPEN';
  const turns = gate.breaker !== state || gate.isForced !== isForced;
  const isLifted = state === 'CLOSED' && gate.isThrottled;
  if (!turns && !isLifted) return await getEndpoint(tx, endpointId);

  await execute(
    tx,
    sql`UPDATE delivery_gates SET ${turns ? changes[state] : lifted} WHERE endpoint_id = ${endpointId}::uuid`,
  );
  // What failed before would open it again at the first failure.
  if (state === 'CLOSED')
    await execute(tx, sql`DELETE FROM delivery_call_counts WHERE endpoint_id = ${endpointId}::uuid`);
  if (turns)
    await execute(
      tx,
      sql`INSERT INTO delivery_breaker_events (id, endpoint_id, occurred_at, from_state, to_state, cause, actor_id)
        VALUES (${newId()}::uuid, ${endpointId}::uuid, clock_timestamp(), ${gate.breaker}::breaker_state, ${state}::breaker_state, 'BY_HAND',
          ${actor.userId}::uuid)`,
    );
  await writeAuditLog(tx, {
    actor,
    action: 'deliveryEndpoint.setBreaker',
    entityType: 'deliveryEndpoint',
    entityId: endpointId,
    before: gate,
    after: { breaker: state, isForced, isThrottled: gate.isThrottled && !isLifted },
  });
  return await getEndpoint(tx, endpointId);
}

/** What the receiver asked for is set aside, so it gets little at first. */
const lifted = sql`
  throttled_until = NULL, rate_share = least(rate_share, ${rateShareClosedByHand}::float8), share_changed_at = clock_timestamp()`;

const changes: Record<BreakerChange['state'], Sql> = {
  OPEN: sql`
    breaker = 'OPEN', is_forced = true, probe_at = NULL, probe_until = NULL, breaker_changed_at = clock_timestamp()`,
  CLOSED: sql`
    breaker = 'CLOSED', is_forced = false, probe_at = NULL, probe_until = NULL, open_count = 0, breaker_changed_at = clock_timestamp(),
    ${lifted}`,
};
