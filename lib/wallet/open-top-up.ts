import { createHash } from 'node:crypto';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { uuidFromBytes } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { balanceWonMax, type WalletError } from './model';

/** The id of the top-up that a shopper's request asks for: the same key, however often it comes, is one top-up. */
export function topUpIdFor({ userId, key }: { userId: string; key: string }): string {
  return uuidFromBytes(createHash('sha256').update(`${userId} ${key}`).digest());
}

/**
 * Step one of three: the intent is on record before anybody is charged. Idempotent on `topUpId`; `openedAt` tells when it was first
 * asked for, `settledAt` since when an earlier one is over, which is null for a new one.
 *
 * Errors: `wallet.balanceLimit` when the balance would pass its bound; `idempotency.keyReused` when this top-up was asked for with
 * another amount, which the provider must never hear.
 */
export async function openTopUp(
  tx: Tx,
  { topUpId, userId, amountWon }: { topUpId: string; userId: string; amountWon: number },
): Promise<Result<{ openedAt: Date; settledAt: Date | null }, WalletError | { code: 'idempotency.keyReused' }>> {
  await tx.topUp.createMany({ data: { id: topUpId, userId, amountWon }, skipDuplicates: true });
  const intent = required(
    await firstRow<{ amountWon: number; status: string; openedAt: Date; settledAt: Date | null; balanceWon: number }>(
      tx,
      sql`SELECT t.amount_won, t.status, t.created_at AS opened_at, t.settled_at, w.balance_won FROM top_ups t JOIN wallets w ON w.user_id = t.user_id
          WHERE t.id = ${topUpId}::uuid`,
    ),
    'top-up',
  );
  if (intent.amountWon !== amountWon) return err({ code: 'idempotency.keyReused' });
  if (intent.status === 'PENDING' && intent.balanceWon + amountWon > balanceWonMax) {
    return err({ code: 'wallet.balanceLimit', limitWon: balanceWonMax });
  }
  return ok({ openedAt: intent.openedAt, settledAt: intent.settledAt });
}
