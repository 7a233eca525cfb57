import type { Tx } from '@/lib/db/client';
import { execute, rows, type Sql, sql } from '@/lib/db/sql';
import type { RestockState } from './model';

export type EndedSubscription = { id: string; email: string; variantId: string; state: RestockState };

/**
 * Ends those of `restock_subscriptions s` that the condition names and that are not ended yet, and what waits to be sent to them; gives
 * them as they were. A message that is just leaving can't be held any more.
 *
 * Locks them in the order of their ids.
 */
export async function endSubscriptions(
  tx: Tx,
  { where, now }: { where: Sql; now: Date },
): Promise<EndedSubscription[]> {
  const ended = await rows<EndedSubscription>(
    tx,
    sql`WITH open AS MATERIALIZED (
          SELECT s.id, s.email, s.variant_id, s.state::text
          FROM restock_subscriptions s WHERE ${where} AND s.state <> 'ENDED'
          ORDER BY s.id FOR NO KEY UPDATE
        ),
        ended AS (
          UPDATE restock_subscriptions s
          SET state = 'ENDED', ended_at = ${now}, wave_id = CASE WHEN s.notified_at IS NOT NULL THEN s.wave_id END
          FROM open WHERE s.id = open.id
        )
        SELECT * FROM open`,
  );
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0)
    await execute(
      tx,
      sql`UPDATE messages SET state = 'CANCELLED' WHERE subscription_id = ANY (${ids}::uuid[]) AND state = 'WAITING'`,
    );
  return ended;
}
