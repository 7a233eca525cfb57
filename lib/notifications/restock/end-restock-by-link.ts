import type { Tx } from '@/lib/db/client';
import { sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import { endSubscriptions } from './end-subscriptions';

/**
 * Ends the alert that a mail's link belongs to, or all of its address. Whoever has the link may: it is signed, and went to that address.
 *
 * Idempotent: `endedCount` is 0 the second time. Error: `restock.unknownLink`.
 */
export async function endRestockByLink(
  tx: Tx,
  { subscriptionId, scope, now }: { subscriptionId: string; scope: 'one' | 'all'; now: Date },
): Promise<Result<{ endedCount: number }, { code: 'restock.unknownLink' }>> {
  const found = await tx.restockSubscription.findUnique({ where: { id: subscriptionId }, select: { email: true } });
  if (!found) return err({ code: 'restock.unknownLink' });
  const where = scope === 'all' ? sql`s.email = ${found.email}` : sql`s.id = ${subscriptionId}::uuid`;
  const ended = await endSubscriptions(tx, { where, now });
  return ok({ endedCount: ended.length });
}
