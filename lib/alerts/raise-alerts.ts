import type { Tx } from '@/lib/db/client';
import { notify } from '@/lib/db/notify';
import { joinSql, rows, sql } from '@/lib/db/sql';
import { afterCommit } from '@/lib/db/transaction';
import { newId } from '@/lib/shared/ids';
import { type NewAlert, severityOf } from './model';

/**
 * Raises alerts in the transaction of what they are about, and says so once it has committed.
 *
 * One that was raised before and has not recovered stays as it is. Locks nothing that another waits for, if whoever raises a kind holds
 * what it is about.
 */
export async function raiseAlerts(tx: Tx, alerts: NewAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  const values = alerts.map(
    ({ kind, subject, variantId = null, details }) =>
      sql`(${newId()}::uuid, ${kind}::alert_kind, ${severityOf[kind]}::alert_severity, ${subject}, ${variantId}::uuid, ${JSON.stringify(details)}::jsonb)`,
  );
  const raised = await rows<{ id: string }>(
    tx,
    sql`
      INSERT INTO alerts (id, kind, severity, subject, variant_id, details) VALUES ${joinSql(values)}
      ON CONFLICT (kind, subject) WHERE recovered_at IS NULL DO NOTHING
      RETURNING id`,
  );
  const ids = raised.map(({ id }) => id);
  if (ids.length > 0) afterCommit(tx, () => notify('maru_alerts', ids));
}
