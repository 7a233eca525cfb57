import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { lockWallet } from './lock-wallet';

export type WalletRefund = { userId: string; cancellationId: string; amountWon: number; now: Date };

/**
 * Moves what a cancellation gives back from sales to the shopper's wallet. Locks the wallet.
 *
 * UNIQUE (kind, reference) refuses a second refund of one cancellation. A refund of nothing moves nothing.
 */
export async function refundToWallet(tx: Tx, { userId, cancellationId, amountWon, now }: WalletRefund): Promise<void> {
  if (amountWon === 0) return;
  const transferId = newId();
  const balanceWon = (await lockWallet(tx, userId)) + amountWon;
  await execute(
    tx,
    sql`WITH moved AS (UPDATE wallets SET balance_won = ${balanceWon}, updated_at = ${now} WHERE user_id = ${userId}::uuid),
          transfer AS (INSERT INTO ledger_transfers (id, kind, reference_id, created_at)
            VALUES (${transferId}::uuid, 'REFUND', ${cancellationId}::uuid, ${now}))
        INSERT INTO ledger_entries (id, transfer_id, account, user_id, amount_won, balance_after_won, created_at) VALUES
          (${newId()}::uuid, ${transferId}::uuid, 'WALLET', ${userId}::uuid, ${amountWon}, ${balanceWon}, ${now}),
          (${newId()}::uuid, ${transferId}::uuid, 'SALES', NULL, ${-amountWon}, NULL, ${now})`,
  );
}
