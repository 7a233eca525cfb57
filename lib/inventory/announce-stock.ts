import type { Tx } from '@/lib/db/client';
import { notify } from '@/lib/db/notify';
import { afterCommit } from '@/lib/db/transaction';

/**
 * Says to every process, once `tx` has committed, that what can be bought of these variants may be another number now. Whatever
 * changes that number calls it. The sale does not depend on it: what gets lost is found by the sweep of those who watch.
 */
export function announceStock(tx: Tx, variantIds: string[]): void {
  afterCommit(tx, () => notify('maru_stock', variantIds));
}
