import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { commitsSoon } from './gate-sql';

/** Gives back leave that `admitCalls` gave and nothing was found to use for. A probe that was not made leaves room for the next one. */
export async function returnCalls(
  db: Db,
  { endpointId, calls, isProbe }: { endpointId: string; calls: number; isProbe: boolean },
): Promise<void> {
  // More than a full bucket is cut at the next look.
  await execute(
    db,
    sql`
      UPDATE delivery_gates
      SET tokens = tokens + ${calls}::int, probe_until = CASE WHEN ${isProbe} THEN NULL ELSE probe_until END
      WHERE endpoint_id = ${endpointId}::uuid AND ${commitsSoon}`,
  );
}
