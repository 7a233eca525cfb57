import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';

export type WalletPayment = { userId: string; orderId: string; amountWon: number; balanceWon: number; now: Date };

/**
 * Moves an order's total from the shopper's wallet to sales. The wallet must be locked and hold enough: `balanceWon` is what it holds.
 *
 * UNIQUE (kind, reference) refuses a second payment of one order, CHECK (balance_won >= 0) an overdraft. An order of nothing moves nothing.
 */
export async function payFromWallet(
  tx: Tx,
  { userId, orderId, amountWon, balanceWon, now }: WalletPayment,
): Promise<void> {
  if (amountWon === 0) return;
  const transferId = newId();
  const afterWon = balanceWon - amountWon;
  await execute(
    tx,
    sql`WITH moved AS (UPDATE wallets SET balance_won = ${afterWon}, updated_at = ${now} WHERE user_id = ${userId}::uuid),
          transfer AS (INSERT INTO ledger_transfers (id, kind, reference_id, created_at)
            VALUES (${transferId}::uuid, 'PAYMENT', ${orderId}::uuid, ${now}))
        INSERT INTO ledger_entries (id, transfer_id, account, user_id, amount_won, balance_after_won, created_at) VALUES
          (${newId()}::uuid, ${transferId}::uuid, 'WALLET', ${userId}::uuid, ${-amountWon}, ${afterWon}, ${now}),
          (${newId()}::uuid, ${transferId}::uuid, 'SALES', NULL, ${amountWon}, NULL, ${now})`,
  );
}
