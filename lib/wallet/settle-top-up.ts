import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockWallet } from './lock-wallet';
import { balanceWonMax, type TopUpView, type WalletError } from './model';

/**
 * Step three: writes that the provider approved, once, however often it is called.
 *
 * Error: `wallet.balanceLimit` when other money arrived meanwhile; the top-up stays open and settles once there is room.
 * Locks the top-up, then the wallet.
 */
export async function settleTopUp(
  tx: Tx,
  { topUpId, now }: { topUpId: string; now: Date },
): Promise<Result<TopUpView, WalletError>> {
  const topUp = required(
    await firstRow<{ userId: string; amountWon: number; status: string }>(
      tx,
      sql`SELECT user_id, amount_won, status FROM top_ups WHERE id = ${topUpId}::uuid FOR NO KEY UPDATE`,
    ),
    'top-up',
  );
  const { userId, amountWon } = topUp;
  const before = await lockWallet(tx, userId);
  const settled = { id: topUpId, amountWon, status: 'SETTLED' as const };
  if (topUp.status === 'SETTLED') return ok({ ...settled, balanceWon: before });
  const balanceWon = before + amountWon;
  if (balanceWon > balanceWonMax) return err({ code: 'wallet.balanceLimit', limitWon: balanceWonMax });
  const transferId = newId();
  await execute(
    tx,
    sql`WITH settled AS (UPDATE top_ups SET status = 'SETTLED', settled_at = ${now} WHERE id = ${topUpId}::uuid),
          moved AS (UPDATE wallets SET balance_won = ${balanceWon}, updated_at = ${now} WHERE user_id = ${userId}::uuid),
          transfer AS (INSERT INTO ledger_transfers (id, kind, reference_id, created_at)
            VALUES (${transferId}::uuid, 'TOP_UP', ${topUpId}::uuid, ${now}))
        INSERT INTO ledger_entries (id, transfer_id, account, user_id, amount_won, balance_after_won, created_at) VALUES
          (${newId()}::uuid, ${transferId}::uuid, 'WALLET', ${userId}::uuid, ${amountWon}, ${balanceWon}, ${now}),
          (${newId()}::uuid, ${transferId}::uuid, 'TOP_UP_CLEARING', NULL, ${-amountWon}, NULL, ${now})`,
  );
  return ok({ ...settled, balanceWon });
}
