import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { ClaimedDelivery } from './claim-deliveries';

/** Lets go of claimed deliveries that were not sent: they are due as before. What has another lease by now stays as it is. */
export async function releaseDeliveries(
  db: Db,
  deliveries: readonly Pick<ClaimedDelivery, 'id' | 'leaseToken' | 'dueAt'>[],
): Promise<void> {
  const [ids, tokens, dueTimes] = [
    deliveries.map(({ id }) => id),
    deliveries.map(({ leaseToken }) => leaseToken),
    deliveries.map(({ dueAt }) => dueAt),
  ];
  await execute(
    db,
    sql`
      UPDATE deliveries delivery SET lease_token = NULL, lease_until = NULL, next_attempt_at = lease.due_at
      FROM unnest(${ids}::uuid[], ${tokens}::uuid[], ${dueTimes}::timestamptz[]) AS lease(id, token, due_at)
      WHERE delivery.id = lease.id AND delivery.state = 'PENDING' AND delivery.lease_token = lease.token`,
  );
}
