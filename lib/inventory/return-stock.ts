import type { Tx } from '@/lib/db/client';
import { invariant } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { changeStock, type MovementCause, stockEffects } from './change-stock';
import type { StockLine } from './model';

/** Puts the units of a cancelled paid order back on the shelf; writes one CANCEL movement per variant. */
export async function returnStock(
  tx: Tx,
  { lines, ...cause }: { lines: StockLine[] } & MovementCause,
): Promise<Result<undefined>> {
  const { changed } = await changeStock(tx, stockEffects.return, { lines, cause });
  invariant(changed, `the variants of order ${cause.orderId} have stock rows`);
  return ok(undefined);
}
