import type { Tx } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/shared/result';
import { changeStock, type MovementCause, stockEffects } from './change-stock';
import type { ShortageError, StockLine } from './model';
import { shortagesOf } from './rules';

/**
 * Takes units for an order that is placed and paid at once; writes one SALE movement per variant. Every line or none.
 *
 * Errors: `inventory.shortage`, which lists every short variant; nothing is written then.
 * Locks stock rows in variant order until the transaction ends: call it last.
 */
export async function sellStock(
  tx: Tx,
  { lines, ...cause }: { lines: StockLine[] } & MovementCause,
): Promise<Result<undefined, ShortageError>> {
  const { changed, outcomes } = await changeStock(tx, stockEffects.sell, { lines, cause });
  if (!changed) return err({ code: 'inventory.shortage', shortages: shortagesOf(outcomes) });
  return ok(undefined);
}
