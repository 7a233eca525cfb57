import { type AlertKey, deliveryAlertKinds, type NewAlert } from '@/lib/alerts/model';
import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { recoverAlerts } from '@/lib/alerts/recover-alerts';
import type { Tx } from '@/lib/db/client';
import { execute, joinSql, rows, sql } from '@/lib/db/sql';
import { ok, type Result } from '@/lib/shared/result';
import { judgeEndpoint } from './alert-rules';
import { readRecent } from './read-recent';

/**
 * Makes the alerts about delivery agree with how its endpoints are: each is raised once, and recovers when what it is about is over.
 *
 * Looks at all endpoints, so that it may be called late, and nothing that sends need raise anything.
 */
export async function tendDeliveryAlerts(
  tx: Tx,
  { now }: { now: Date },
): Promise<Result<{ raised: number; recovered: number }>> {
  const standing = (await readRecent(tx, { now })).flatMap((figures) => judgeEndpoint(figures, now));
  const open = await rows<AlertKey>(
    tx,
    sql`SELECT kind::text, subject FROM alerts WHERE kind::text IN (${joinSql([...deliveryAlertKinds])}) AND recovered_at IS NULL`,
  );
  const isSame = (one: AlertKey) => (other: AlertKey) => one.kind === other.kind && one.subject === other.subject;
  const told = standing.flatMap(({ details, ...alert }) => (details === null ? [] : { ...alert, details }));
  const raised = told.filter((alert) => alert.isRaised && !open.some(isSame(alert)));
  const over = open.filter((alert) => !standing.some(isSame(alert)));
  await raiseAlerts(
    tx,
    raised.map(({ isRaised: _, ...alert }) => alert),
  );
  await recoverAlerts(tx, over);
  await refreshDetails(
    tx,
    told.filter((alert) => open.some(isSame(alert))),
  );
  return ok({ raised: raised.length, recovered: over.length });
}

/** What an alert says of its subject is how that is now; nobody is told again. */
async function refreshDetails(tx: Tx, standing: NewAlert[]): Promise<void> {
  if (standing.length === 0) return;
  const values = standing.map(
    ({ kind, subject, details }) => sql`(${kind}::alert_kind, ${subject}, ${JSON.stringify(details)}::jsonb)`,
  );
  await execute(
    tx,
    sql`UPDATE alerts SET details = present.details FROM (VALUES ${joinSql(values)}) AS present (kind, subject, details)
        WHERE alerts.kind = present.kind AND alerts.subject = present.subject AND alerts.recovered_at IS NULL
          AND alerts.details IS DISTINCT FROM present.details`,
  );
}
