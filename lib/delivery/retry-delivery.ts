import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, type Result } from '@/lib/shared/result';
import { allowedActions, getDelivery } from './delivery-queries';
import type { DeliveryDetail, DeliveryError } from './model';

const unseenAnswer = 'The sender ended before the answer came.';

/**
 * Makes a dead or waiting delivery due now, with a new round of attempts. Same id and bytes, so a receiver that has it already says so.
 *
 * Errors: `delivery.notFound`; `delivery.beingSent` while it is under way; `delivery.notRetryable` when it is settled, its endpoint
 * was removed, or an earlier one blocks it, which is the one to retry.
 */
export async function retryDelivery(
  tx: Tx,
  { actor, deliveryId }: { actor: Actor; deliveryId: string },
): Promise<Result<DeliveryDetail, DeliveryError>> {
  assertAdmin(actor);
  await execute(tx, sql`SELECT FROM deliveries WHERE id = ${deliveryId}::uuid FOR NO KEY UPDATE`);
  const before = await getDelivery(tx, deliveryId);
  if (!before.ok) return before;
  const { state, sending, attemptCount } = before.value;
  if (sending) return err({ code: 'delivery.beingSent' });
  if (!allowedActions(before.value).includes('retry')) return err({ code: 'delivery.notRetryable', state });
  // Taking the token away leaves a sender whose lease has ended with nothing to write. It may have sent: that stays to be seen, so that
  // nothing takes the place of what the receiver may have.
  await execute(
    tx,
    sql`
      UPDATE deliveries
      SET state = 'PENDING', settled_at = NULL, attempt_count = 0, next_attempt_at = clock_timestamp(), lease_token = NULL, lease_until = NULL,
        waits_behind = NULL,
        last_error_class = CASE WHEN lease_token IS NULL THEN last_error_class ELSE 'TIMEOUT' END,
        last_error = CASE WHEN lease_token IS NULL THEN last_error ELSE ${unseenAnswer} END
      WHERE id = ${deliveryId}::uuid AND state IN ('PENDING', 'DEAD')`,
  );
  await writeAuditLog(tx, {
    actor,
    action: 'delivery.retry',
    entityType: 'delivery',
    entityId: deliveryId,
    before: { state, attemptCount },
    after: { state: 'PENDING' },
  });
  return await getDelivery(tx, deliveryId);
}
