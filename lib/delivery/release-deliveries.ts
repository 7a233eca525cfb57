import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/** Lets go of claimed deliveries that were not sent: they are due as before. What has another lease by now stays as it is. */
export async function releaseDeliveries(
  db: Db,
  deliveries: readonly { id: string; leaseToken: string }[],
): Promise<void> {
  await execute(
    db,
    sql`
      UPDATE deliveries delivery SET lease_token = NULL, lease_until = NULL, next_attempt_at = clock_timestamp()
      FROM unnest(${deliveries.map(({ id }) => id)}::uuid[], ${deliveries.map(({ leaseToken }) => leaseToken)}::uuid[]) AS lease(id, token)
      WHERE delivery.id = lease.id AND delivery.state = 'PENDING' AND delivery.lease_token = lease.token`,
  );
}
