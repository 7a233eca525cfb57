import type { Tx } from '@/lib/db/client';
import { invariant } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { changeStock, type MovementCause, stockEffects } from './change-stock';
import type { StockLine } from './model';

/**
 * Turns the units that an order holds into a sale, when it is paid; writes one SALE movement per variant.
 *
 * Can't be refused: throws when the units are not reserved, which would be a bug of the caller (it owns the order's lock).
 */
export async function sellReservedStock(
  tx: Tx,
  { lines, ...cause }: { lines: StockLine[] } & MovementCause,
): Promise<Result<undefined>> {
  const { changed } = await changeStock(tx, stockEffects.sellReserved, { lines, cause });
  invariant(changed, `order ${cause.orderId} holds the units it pays for`);
  return ok(undefined);
}
