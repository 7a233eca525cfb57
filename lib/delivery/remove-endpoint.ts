import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { ok, type Result } from '@/lib/shared/result';
import { getEndpoint } from './endpoint-queries';
import type { DeliveryError } from './model';

/**
 * Takes an endpoint away for good: nothing is planned for it or sent to it any more. The log keeps what was sent, for as long as it reaches back;
 * what was not is given up by `giveUpRemoved`, in batches. What is under way just now still ends as it ends.
 *
 * Error: `delivery.endpointNotFound`, also when it is gone already. Locks the endpoint without disturbing orders that plan deliveries to it.
 */
export async function removeEndpoint(
  tx: Tx,
  { actor, endpointId, now }: { actor: Actor; endpointId: string; now: Date },
): Promise<Result<undefined, DeliveryError>> {
  assertAdmin(actor);
  await execute(tx, sql`SELECT FROM delivery_endpoints WHERE id = ${endpointId}::uuid FOR NO KEY UPDATE`);
  const before = await getEndpoint(tx, endpointId);
  if (!before.ok) return before;
  const { name, url, pausedAt, pendingCount, deadCount } = before.value;
  await tx.deliveryEndpoint.update({
    where: { id: endpointId },
    data: { removedAt: now, pausedAt: pausedAt ?? now, previousSecret: null, previousSecretUntil: null },
  });
  await writeAuditLog(tx, {
    actor,
    action: 'deliveryEndpoint.remove',
    entityType: 'deliveryEndpoint',
    entityId: endpointId,
    before: { name, url, pendingCount, deadCount },
  });
  return ok(undefined);
}
