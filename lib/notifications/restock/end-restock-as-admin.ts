import type { Tx } from '@/lib/db/client';
import { sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { endSubscriptions } from './end-subscriptions';

/** Takes somebody off a waiting list, and notes who did. Error: `restock.notFound`, also for one that has ended. */
export async function endRestockAsAdmin(
  tx: Tx,
  { actor, subscriptionId, now }: { actor: Actor; subscriptionId: string; now: Date },
): Promise<Result<undefined, { code: 'restock.notFound' }>> {
  assertAdmin(actor);
  const [ended] = await endSubscriptions(tx, { where: sql`s.id = ${subscriptionId}::uuid`, now });
  if (!ended) return err({ code: 'restock.notFound' });
  const { id, ...before } = ended;
  await writeAuditLog(tx, {
    actor,
    action: 'restock.end',
    entityType: 'restockSubscription',
    entityId: id,
    before,
    after: { ...before, state: 'ENDED' },
  });
  return ok(undefined);
}
