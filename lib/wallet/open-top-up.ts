import { createHash } from 'node:crypto';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { uuidFromBytes } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { balanceWonMax, type WalletError } from './model';

/** What a retry of the same request has in common with it, so that it finds the same top-up. */
export type TopUpRequest = { userId: string; key: string; requestHash: Buffer };

/** The id of the top-up that this request asks for: the same request, however often it comes, is one top-up. */
export function topUpIdFor({ userId, key, requestHash }: TopUpRequest): string {
  return uuidFromBytes(createHash('sha256').update(userId).update(' ').update(key).update(requestHash).digest());
}

/**
 * Step one of three: the intent is on record before anybody is charged. Idempotent on `topUpId`.
 *
 * Error: `wallet.balanceLimit` when the balance would pass its bound.
 */
export async function openTopUp(
  tx: Tx,
  { topUpId, userId, amountWon }: { topUpId: string; userId: string; amountWon: number },
): Promise<Result<undefined, WalletError>> {
  const wallet = required(
    await firstRow<{ balanceWon: number; known: boolean }>(
      tx,
      sql`SELECT balance_won, EXISTS (SELECT FROM top_ups WHERE id = ${topUpId}::uuid) AS known
          FROM wallets WHERE user_id = ${userId}::uuid`,
    ),
    'wallet',
  );
  if (!wallet.known && wallet.balanceWon + amountWon > balanceWonMax) {
    return err({ code: 'wallet.balanceLimit', limitWon: balanceWonMax });
  }
  await tx.topUp.createMany({ data: { id: topUpId, userId, amountWon }, skipDuplicates: true });
  return ok(undefined);
}
