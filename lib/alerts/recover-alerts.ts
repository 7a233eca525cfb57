import type { Tx } from '@/lib/db/client';
import { execute, joinSql, sql } from '@/lib/db/sql';
import type { AlertKey } from './model';

/** Ends alerts, in the transaction of what ended them: the next time it happens they are raised anew. Those that are not there are no matter. */
export async function recoverAlerts(tx: Tx, alerts: AlertKey[]): Promise<void> {
  if (alerts.length === 0) return;
  const keys = alerts.map(({ kind, subject }) => sql`(${kind}::alert_kind, ${subject})`);
  await execute(
    tx,
    sql`UPDATE alerts SET recovered_at = now() WHERE (kind, subject) IN (${joinSql(keys)}) AND recovered_at IS NULL`,
  );
}
