import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { days, later } from '@/lib/shared/clock';
import { firstIdAt } from '@/lib/shared/ids';
import { ok, type Result } from '@/lib/shared/result';

/** How long the log of deliveries reaches back. */
export const retentionDays = 90;
/** Deliveries that one transaction looks at. */
export const sweepSizeMax = 2_000;

/** From which id to go on, null at the beginning and at the end. */
export type SweptDeliveries = { removed: number; nextId: string | null };

/**
 * Removes deliveries that were settled longer ago than the log reaches back, with their attempts, of the next so many by id.
 *
 * What stays: dead ones, for somebody to decide on; the newest of each order and endpoint that is not removed, and what that endpoint acknowledged
 * last, by which the next one's `previous_sequence` goes whatever becomes of those between; what another was superseded by, until that one is
 * gone. Ids grow with time, so what is younger is not looked at.
 */
export async function sweepDeliveries(
  tx: Tx,
  { afterId, now }: { afterId: string | null; now: Date },
): Promise<Result<SweptDeliveries>> {
  const before = later(now, -days(retentionDays));
  const looked = await rows<{ id: string; isOver: boolean }>(
    tx,
    sql`
      WITH looked AS MATERIALIZED (
        SELECT * FROM deliveries WHERE (${afterId}::uuid IS NULL OR id > ${afterId}::uuid) AND id < ${firstIdAt(before)}::uuid
        ORDER BY id LIMIT ${sweepSizeMax})
      SELECT old.id, old.state IN ('DELIVERED', 'SUPERSEDED', 'SKIPPED') AND old.settled_at < ${before}::timestamptz
          AND (EXISTS (SELECT FROM delivery_endpoints WHERE id = old.endpoint_id AND removed_at IS NOT NULL) OR EXISTS (
            SELECT FROM deliveries newer WHERE newer.endpoint_id = old.endpoint_id AND newer.order_id = old.order_id
              AND (newer.sequence, newer.id) > (old.sequence, old.id) AND (old.state <> 'DELIVERED' OR newer.state = 'DELIVERED')))
          AND NOT EXISTS (SELECT FROM deliveries replaced WHERE replaced.superseded_by = old.id) AS is_over
      FROM looked old ORDER BY old.id`,
  );
  const ids = looked.filter(({ isOver }) => isOver).map(({ id }) => id);
  await execute(tx, sql`DELETE FROM delivery_attempts WHERE delivery_id = ANY (${ids}::uuid[])`);
  const removed = await execute(tx, sql`DELETE FROM deliveries WHERE id = ANY (${ids}::uuid[])`);
  const lastId = looked.at(-1)?.id ?? null;
  return ok({ removed, nextId: looked.length === sweepSizeMax ? lastId : null });
}
