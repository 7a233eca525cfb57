import type { Tx } from '@/lib/db/client';
import { notify } from '@/lib/db/notify';
import { firstRow, sql } from '@/lib/db/sql';
import { afterCommit } from '@/lib/db/transaction';
import { required } from '@/lib/shared/invariant';
import { endOfLife } from './end-of-life';

/**
 * Marks a locked cart that something was put into: the next version, and a new lease of life.
 *
 * Where nothing waits for the cart's end yet, that is announced after the commit, and a run begins to wait (inngest/functions/end-cart). Later changes
 * only move the end, which that run finds when it looks: a busy shop's carts cost one event in their life, not one per change.
 */
export async function fillCart(tx: Tx, cartId: string, now: Date): Promise<{ id: string; version: number }> {
  const filled = await firstRow<{ id: string; version: number; isNew: boolean }>(
    tx,
    sql`UPDATE carts SET version = version + 1, expires_at = ${await endOfLife(tx, now)}, updated_at = ${now},
          watched_since = coalesce(watched_since, ${now})
        WHERE id = ${cartId}::uuid RETURNING id, version, watched_since = ${now} AS is_new`,
  );
  const { isNew, ...cart } = required(filled, 'cart');
  if (isNew) afterCommit(tx, () => notify('maru_carts', [cartId]));
  return cart;
}
