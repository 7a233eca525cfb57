import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockStock } from './lock-stock';
import type { InventoryError } from './model';

/**
 * Waits no longer for what of an order at a supplier has not come.
 *
 * Errors: `inventory.expectedNotFound`; `inventory.expectedEnded` when nothing is awaited. Locks the variant's stock row, as receiving does.
 */
export async function endExpectedStock(
  tx: Tx,
  { actor, expectedId, now }: { actor: Actor; expectedId: string; now: Date },
): Promise<Result<undefined, InventoryError>> {
  assertAdmin(actor);
  const named = await firstRow<{ variantId: string }>(
    tx,
    sql`SELECT variant_id FROM expected_stock WHERE id = ${expectedId}::uuid`,
  );
  if (!named) return err({ code: 'inventory.expectedNotFound' });
  const { variantId } = named;
  const stock = await lockStock(tx, variantId);
  if (!stock.ok) return stock;
  const ended = await execute(
    tx,
    sql`UPDATE expected_stock SET ended_at = ${now}::timestamptz WHERE id = ${expectedId}::uuid AND ended_at IS NULL`,
  );
  if (ended === 0) return err({ code: 'inventory.expectedEnded' });
  await writeAuditLog(tx, {
    actor,
    action: 'stock.endExpected',
    entityType: 'variant',
    entityId: variantId,
    after: { expectedId, endedAt: now },
  });
  return ok(undefined);
}
