import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/**
 * Sets units that have come against what is expected of the variant, oldest first; what is over was not expected.
 *
 * For whoever holds the variant's stock row, so that two who receive at once do not count the same expectation.
 */
export async function receiveExpectedStock(
  tx: Tx,
  { variantId, units, now }: { variantId: string; units: number; now: Date },
): Promise<void> {
  await execute(
    tx,
    sql`
      WITH open AS (
        SELECT id, units - received_units AS missing, sum(units - received_units) OVER (ORDER BY id) AS missing_until
        FROM expected_stock WHERE variant_id = ${variantId}::uuid AND ended_at IS NULL
      ), come AS (
        SELECT id, missing, least(missing, ${units}::int - (missing_until - missing)) AS units FROM open
        WHERE missing_until - missing < ${units}::int
      )
      UPDATE expected_stock e
      SET received_units = e.received_units + come.units,
        ended_at = CASE WHEN come.units = come.missing THEN ${now}::timestamptz END
      FROM come WHERE e.id = come.id`,
  );
}
