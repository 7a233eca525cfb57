import type { Tx } from '@/lib/db/client';
import { sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import { endSubscriptions } from './end-subscriptions';

/** Takes one of the actor's alerts off their list. Error: `restock.notFound`, also for another person's. */
export async function endMyRestock(
  tx: Tx,
  { actor, subscriptionId, now }: { actor: Actor; subscriptionId: string; now: Date },
): Promise<Result<undefined, { code: 'restock.notFound' }>> {
  const where = sql`s.id = ${subscriptionId}::uuid AND s.user_id = ${actor.userId}::uuid`;
  const ended = await endSubscriptions(tx, { where, now });
  return ended.length > 0 ? ok(undefined) : err({ code: 'restock.notFound' });
}
