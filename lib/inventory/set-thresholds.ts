import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { ok, type Result } from '@/lib/shared/result';
import { announceStock } from './announce-stock';
import { lockStock } from './lock-stock';
import type { InventoryError, Thresholds } from './model';
import { raiseStockAlerts } from './raise-stock-alerts';

/** Sets where a variant's stock begins to be low, and where it is too much. Errors: `inventory.variantNotFound`. */
export async function setThresholds(
  tx: Tx,
  { actor, variantId, safetyMinUnits, safetyMaxUnits }: { actor: Actor; variantId: string } & Thresholds,
): Promise<Result<undefined, InventoryError>> {
  assertAdmin(actor);
  const stock = await lockStock(tx, variantId);
  if (!stock.ok) return stock;
  await execute(
    tx,
    sql`UPDATE stock_levels SET safety_min_units = ${safetyMinUnits}, safety_max_units = ${safetyMaxUnits}::int, updated_at = now()
        WHERE variant_id = ${variantId}::uuid`,
  );
  const after = { ...stock.value, safetyMinUnits, safetyMaxUnits };
  await raiseStockAlerts(tx, [{ variantId, before: stock.value, after }]);
  announceStock(tx, [variantId]);
  await writeAuditLog(tx, {
    actor,
    action: 'stock.setThresholds',
    entityType: 'variant',
    entityId: variantId,
    before: { safetyMinUnits: stock.value.safetyMinUnits, safetyMaxUnits: stock.value.safetyMaxUnits },
    after: { safetyMinUnits, safetyMaxUnits },
  });
  return ok(undefined);
}
