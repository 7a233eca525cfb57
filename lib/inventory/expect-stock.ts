import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { InventoryError, NewExpectedStock } from './model';

/**
 * Notes units that were ordered from a supplier: they count as on order until they are received, or nobody waits for them any more.
 *
 * Errors: `inventory.variantNotFound`. Idempotent on `expectedId`, for callers that name it.
 */
export async function expectStock(
  tx: Tx,
  { actor, variantId, expectedId = newId(), units, expectedAt, note, now }: ExpectStock,
): Promise<Result<{ expectedId: string }, InventoryError>> {
  assertAdmin(actor);
  if ((await tx.variant.count({ where: { id: variantId } })) === 0) return err({ code: 'inventory.variantNotFound' });
  const added = await execute(
    tx,
    sql`
      INSERT INTO expected_stock (id, variant_id, units, expected_at, note, created_by, created_at)
      VALUES (${expectedId}::uuid, ${variantId}::uuid, ${units}, ${expectedAt}::timestamptz, ${note}, ${actor.userId}::uuid, ${now}::timestamptz)
      ON CONFLICT (id) DO NOTHING`,
  );
  if (added === 0) return ok({ expectedId });
  await writeAuditLog(tx, {
    actor,
    action: 'stock.expect',
    entityType: 'variant',
    entityId: variantId,
    after: { expectedId, units, expectedAt, note },
  });
  return ok({ expectedId });
}

type ExpectStock = NewExpectedStock & { actor: Actor; variantId: string; expectedId?: string; now: Date };
