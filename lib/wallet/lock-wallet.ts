import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { required } from '@/lib/shared/invariant';

/** Locks a shopper's wallet until the transaction ends; its balance in won. Order of locks: after the cart, before stock. */
export async function lockWallet(tx: Tx, userId: string): Promise<number> {
  const query = sql`SELECT balance_won FROM wallets WHERE user_id = ${userId}::uuid FOR NO KEY UPDATE`;
  return required(await firstRow<{ balanceWon: number }>(tx, query), `wallet of ${userId}`).balanceWon;
}
