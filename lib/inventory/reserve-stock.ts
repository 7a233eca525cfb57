import type { Tx } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeStock, stockEffects } from './change-stock';
import type { ShortageError, StockLine } from './model';
import { shortagesOf } from './rules';

/**
 * Holds units for an unpaid order. Every line or none.
 *
 * Errors: `inventory.shortage`, which lists every short variant; nothing is written then.
 * Locks stock rows in variant order until the transaction ends: call it last.
 */
export async function reserveStock(
  tx: Tx,
  { lines }: { lines: StockLine[] },
): Promise<Result<undefined, ShortageError>> {
  const { changed, outcomes } = await changeStock(tx, stockEffects.reserve, { lines });
  if (!changed) return err({ code: 'inventory.shortage', shortages: shortagesOf(outcomes) });
  return ok(undefined);
}
