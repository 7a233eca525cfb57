import { type AlertView, stockAlertKinds } from '@/lib/alerts/model';
import { selectAlerts } from '@/lib/alerts/queries';
import type { Tx } from '@/lib/db/client';
import { joinSql, rows, sql } from '@/lib/db/sql';
import { defaultLocale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import { type StockAlert, stockAlertMail } from './mail/stock-alert-mail';
import { queueMessage } from './queue-message';

/** Most alerts that one mail tells of; the next run takes the rest. */
export const alertsPerMailMax = 50;

/**
 * Queues one mail per admin about the alerts of stock that none was queued about yet, and gives how many alerts that were.
 *
 * What came meanwhile goes into one mail. Each alert is mailed about once: its mark is set in the transaction that queues, and two runs
 * at once take different alerts. `href` is where alerts are dealt with.
 */
export async function mailAlerts(
  tx: Tx,
  { href, now }: { href: string; now: Date },
): Promise<Result<{ alerts: number; queued: number }>> {
  const taken = await rows<{ id: string }>(
    tx,
    sql`
      UPDATE alerts SET mailed_at = ${now}::timestamptz
      WHERE id IN (
        SELECT id FROM alerts WHERE mailed_at IS NULL AND kind::text IN (${joinSql([...stockAlertKinds])})
        ORDER BY id LIMIT ${alertsPerMailMax} FOR UPDATE SKIP LOCKED)
      RETURNING id`,
  );
  const ids = taken.map(({ id }) => id).sort();
  const [first] = ids;
  if (first === undefined) return ok({ alerts: 0, queued: 0 });

  // People have no language of their own on record, so the house's is used.
  const locale = defaultLocale;
  const where = sql`a.id IN (${joinSql(ids.map((id) => sql`${id}::uuid`))})`;
  const alerts = await selectAlerts(tx, { where, limit: ids.length, locale });
  const content = stockAlertMail(alerts.filter(isStockAlert), { locale, href });
  const admins = await tx.user.findMany({
    where: { role: 'ADMIN', blockedAt: null },
    select: { id: true, email: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, email } of admins)
    await queueMessage(tx, {
      kind: 'STOCK_ALERT',
      to: email,
      userId: id,
      locale,
      dedupKey: `alerts:${first}:${id}`,
      content,
      now,
    });
  return ok({ alerts: ids.length, queued: admins.length });
}

function isStockAlert(alert: AlertView): alert is AlertView & StockAlert {
  return stockAlertKinds.some((kind) => kind === alert.kind);
}
