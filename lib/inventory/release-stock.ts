import type { Tx } from '@/lib/db/client';
import { invariant } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { changeStock, stockEffects } from './change-stock';
import type { StockLine } from './model';

/**
 * Gives back the units that an unpaid order held, when it expires or is cancelled.
 *
 * Can't be refused: throws when the units are not reserved, which would be a bug of the caller (it owns the order's lock).
 */
export async function releaseStock(tx: Tx, { lines }: { lines: StockLine[] }): Promise<Result<undefined>> {
  const { changed } = await changeStock(tx, stockEffects.release, { lines });
  invariant(changed, 'the units to release are reserved');
  return ok(undefined);
}
