import type { Tx } from '@/lib/db/client';
import { execute, joinSql, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { announceStock } from './announce-stock';

/** Gives new variants their stock rows, and what came with them as RECEIVE movements. One statement for all. */
export async function openStock(
  tx: Tx,
  { actor, variants, now }: { actor: Actor; variants: { variantId: string; onHandUnits: number }[]; now: Date },
): Promise<void> {
  if (variants.length === 0) return;
  const values = variants.map(
    ({ variantId, onHandUnits }) => sql`(${variantId}::uuid, ${onHandUnits}::int, ${newId()}::uuid)`,
  );
  await execute(
    tx,
    sql`WITH first_stock (variant_id, units, movement_id) AS (VALUES ${joinSql(values)}),
        opened AS (INSERT INTO stock_levels (variant_id, on_hand_units) SELECT variant_id, units FROM first_stock)
        INSERT INTO stock_movements (id, variant_id, delta_units, balance_units, reason, actor_id, created_at)
        SELECT movement_id, variant_id, units, units, 'RECEIVE', ${actor.userId}::uuid, ${now} FROM first_stock WHERE units > 0`,
  );
  announceStock(
    tx,
    variants.map(({ variantId }) => variantId),
  );
}
