import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { ok, type Result } from '@/lib/shared/result';
import { isCreated } from './backlog-sql';

/** Deliveries that one transaction gives up. */
export const giveUpSizeMax = 2_000;

/**
 * Makes what is open at removed endpoints SKIPPED, at most `giveUpSizeMax` of it: what waits, what is dead, and what an order or a resync planned
 * while the endpoint was being removed.
 *
 * What is under way, or held by another just now, is passed over; the next look finds it if it failed.
 */
export async function giveUpRemoved(tx: Tx): Promise<Result<{ count: number; isMore: boolean }>> {
  // A bitmap would have every batch look at all that is open, and at all that was.
  await execute(tx, sql`SELECT set_config('enable_bitmapscan', 'off', true)`);
  const count = await execute(
    tx,
    sql`
      UPDATE deliveries SET state = 'SKIPPED', settled_at = clock_timestamp(), waits_behind = NULL, lease_token = NULL, lease_until = NULL
      WHERE id = ANY (ARRAY(
        SELECT open.id FROM delivery_endpoints endpoint CROSS JOIN LATERAL (
          SELECT id FROM deliveries
          WHERE endpoint_id = endpoint.id AND state IN ('PENDING', 'DEAD') AND ${isCreated}
            AND (lease_until IS NULL OR lease_until < clock_timestamp())
          LIMIT ${giveUpSizeMax} FOR NO KEY UPDATE SKIP LOCKED) open
        WHERE endpoint.removed_at IS NOT NULL LIMIT ${giveUpSizeMax}))`,
  );
  return ok({ count, isMore: count === giveUpSizeMax });
}
