import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';

export type LockedStock = {
  onHandUnits: number;
  reservedUnits: number;
  safetyMinUnits: number;
  safetyMaxUnits: number | null;
};

/** Locks one variant's stock row until the transaction ends; a variant that has none yet gets one. Errors: `inventory.variantNotFound`. */
export async function lockStock(
  tx: Tx,
  variantId: string,
): Promise<Result<LockedStock, { code: 'inventory.variantNotFound' }>> {
  const lock = sql`SELECT on_hand_units, reserved_units, safety_min_units, safety_max_units
    FROM stock_levels WHERE variant_id = ${variantId}::uuid FOR NO KEY UPDATE`;
  const present = await firstRow<LockedStock>(tx, lock);
  if (present) return ok(present);
  await execute(
    tx,
    sql`INSERT INTO stock_levels (variant_id) SELECT id FROM variants WHERE id = ${variantId}::uuid ON CONFLICT DO NOTHING`,
  );
  const opened = await firstRow<LockedStock>(tx, lock);
  return opened ? ok(opened) : err({ code: 'inventory.variantNotFound' });
}
