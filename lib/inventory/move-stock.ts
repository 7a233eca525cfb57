import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import { announceStock } from './announce-stock';
import { lockStock } from './lock-stock';
import type { InventoryError, NewMovement } from './model';
import { raiseStockAlerts } from './raise-stock-alerts';
import { receiveExpectedStock } from './receive-expected-stock';
import { decideMove } from './rules';

/**
 * Moves a variant's on-hand units by hand, and records who, why and what was left. What is received is no longer on order.
 *
 * Errors: `inventory.variantNotFound`, `inventory.changedMeanwhile` (from `expectedOnHandUnits`), `inventory.negative` (fewer than open orders hold), `inventory.wrongDirection`, `inventory.onHandLimit`.
 * Idempotent on `movementId`, for callers that name it. Locks the stock row until the transaction ends.
 */
export async function moveStock(
  tx: Tx,
  { actor, variantId, movementId = newId(), expectedOnHandUnits, now, deltaUnits, reason, note }: MoveStock,
): Promise<Result<{ movementId: string }, InventoryError>> {
  assertAdmin(actor);
  const stock = await lockStock(tx, variantId);
  if (!stock.ok) return stock;
  if ((await tx.stockMovement.count({ where: { id: movementId, variantId } })) > 0) return ok({ movementId });
  const { onHandUnits, reservedUnits } = stock.value;
  if (expectedOnHandUnits !== undefined && expectedOnHandUnits !== onHandUnits)
    return err({ code: 'inventory.changedMeanwhile', onHandUnits });
  const decision = decideMove({ onHandUnits, reservedUnits }, { deltaUnits, reason });
  if (!decision.ok) return decision;

  const balanceUnits = decision.value.onHandUnits;
  await execute(
    tx,
    sql`WITH moved AS (
          INSERT INTO stock_movements (id, variant_id, delta_units, balance_units, reason, note, actor_id, created_at)
          VALUES (${movementId}::uuid, ${variantId}::uuid, ${deltaUnits}, ${balanceUnits}, ${reason}::movement_reason, ${note},
            ${actor.userId}::uuid, ${now})
        )
        UPDATE stock_levels SET on_hand_units = ${balanceUnits}, updated_at = now() WHERE variant_id = ${variantId}::uuid`,
  );
  if (reason === 'RECEIVE') await receiveExpectedStock(tx, { variantId, units: deltaUnits, now });
  await raiseStockAlerts(tx, [
    { variantId, before: stock.value, after: { ...stock.value, onHandUnits: balanceUnits } },
  ]);
  announceStock(tx, [variantId]);
  await writeAuditLog(tx, {
    actor,
    action: 'stock.move',
    entityType: 'variant',
    entityId: variantId,
    before: { onHandUnits, reservedUnits },
    after: { onHandUnits: balanceUnits, reservedUnits, deltaUnits, reason, note },
  });
  return ok({ movementId });
}

type MoveStock = NewMovement & {
  actor: Actor;
  variantId: string;
  movementId?: string;
  /** What a count of the shelf was compared with: a difference means nothing once that has changed. */
  expectedOnHandUnits?: number | undefined;
  now: Date;
};
