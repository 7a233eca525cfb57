import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/**
 * Has what waits of these orders at an endpoint looked at again, after something in their lines was settled by hand.
 *
 * All of a line, which is a few at most: a claim parks again what still stands behind another.
 */
export async function releaseLine(
  tx: Tx,
  { endpointId, orderIds }: { endpointId: string; orderIds: string[] },
): Promise<void> {
  await execute(
    tx,
    sql`UPDATE deliveries SET waits_behind = NULL
        WHERE endpoint_id = ${endpointId}::uuid AND order_id = ANY (${orderIds}::uuid[]) AND state = 'PENDING' AND waits_behind IS NOT NULL`,
  );
}
