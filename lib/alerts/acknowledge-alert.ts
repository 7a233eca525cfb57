import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import type { Locale } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import type { AlertError, AlertView } from './model';
import { getAlert } from './queries';

/**
 * Notes that an admin has seen an alert and sees to it: it leaves the bell, and stays until it has recovered.
 *
 * Errors: `alert.notFound`; `alert.notAcknowledgeable` when it is over. Acknowledged twice, the first stays.
 */
export async function acknowledgeAlert(
  tx: Tx,
  { actor, alertId, locale, now }: { actor: Actor; alertId: string; locale: Locale; now: Date },
): Promise<Result<AlertView, AlertError>> {
  assertAdmin(actor);
  const acknowledged = await execute(
    tx,
    sql`UPDATE alerts SET acknowledged_at = ${now}::timestamptz, acknowledged_by = ${actor.userId}::uuid
        WHERE id = ${alertId}::uuid AND recovered_at IS NULL AND acknowledged_at IS NULL`,
  );
  const alert = await getAlert(tx, alertId, { locale });
  if (!alert.ok) return alert;
  const { kind, subject, state } = alert.value;
  if (state !== 'ACKNOWLEDGED') return err({ code: 'alert.notAcknowledgeable', state });
  if (acknowledged === 0) return ok(alert.value);
  await writeAuditLog(tx, {
    actor,
    action: 'alert.acknowledge',
    entityType: 'alert',
    entityId: alertId,
    before: { kind, subject, state: 'OPEN' },
    after: { kind, subject, state },
  });
  return alert;
}
