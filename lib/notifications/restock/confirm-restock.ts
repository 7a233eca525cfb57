import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { confirmationMs, type RestockError } from './model';

type Refusal = Extract<RestockError, { code: 'restock.unknownLink' | 'restock.linkExpired' }>;

/**
 * Puts a guest's sign-up into the line, from now on. Idempotent: one that waits, or was told, stays as it is.
 *
 * Errors: `restock.unknownLink`, and `restock.linkExpired` 48 hours after the sign-up or when it was ended.
 */
export async function confirmRestock(
  tx: Tx,
  { subscriptionId, now }: { subscriptionId: string; now: Date },
): Promise<Result<undefined, Refusal>> {
  const confirmed = await execute(
    tx,
    sql`UPDATE restock_subscriptions SET state = 'WAITING', waiting_since = ${now}
        WHERE id = ${subscriptionId}::uuid AND state = 'PENDING_CONFIRMATION' AND created_at > ${later(now, -confirmationMs)}`,
  );
  if (confirmed === 1) return ok(undefined);
  const found = await tx.restockSubscription.findUnique({ where: { id: subscriptionId }, select: { state: true } });
  if (!found) return err({ code: 'restock.unknownLink' });
  const isDone = found.state === 'WAITING' || found.state === 'NOTIFIED';
  return isDone ? ok(undefined) : err({ code: 'restock.linkExpired' });
}
