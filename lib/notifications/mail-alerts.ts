import { type AlertKind, type AlertView, deliveryAlertKinds, stockAlertKinds } from '@/lib/alerts/model';
import { selectAlerts } from '@/lib/alerts/queries';
import type { Tx } from '@/lib/db/client';
import { joinSql, rows, sql } from '@/lib/db/sql';
import { defaultLocale, type Locale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import { type DeliveryAlert, deliveryAlertMail } from './mail/delivery-alert-mail';
import { type StockAlert, stockAlertMail } from './mail/stock-alert-mail';
import type { MailContent, MessageKind } from './model';
import { queueMessage } from './queue-message';

/** Most alerts that one mail tells of; the next run takes the rest. */
export const alertsPerMailMax = 50;

type Family = {
  kinds: readonly AlertKind[];
  messageKind: MessageKind;
  write: (alerts: AlertView[], options: { locale: Locale; href: string }) => MailContent;
};

/** What one mail tells of. Alerts that are in neither are for the back office alone. */
const families: Family[] = [
  {
    kinds: stockAlertKinds,
    messageKind: 'STOCK_ALERT',
    write: (alerts, options) => stockAlertMail(alerts.filter(isStockAlert), options),
  },
  {
    kinds: deliveryAlertKinds,
    messageKind: 'DELIVERY_ALERT',
    write: (alerts, options) => deliveryAlertMail(alerts.filter(isDeliveryAlert), options),
  },
];

type MailAlerts = { href: string; now: Date };
type Mailed = { alerts: number; queued: number };

/**
 * Queues one mail per admin about the alerts of stock that none was queued about yet, and one about those of delivery, and gives how many
 * alerts that were.
 *
 * What came meanwhile goes into one mail. Each alert is mailed about once: its mark is set in the transaction that queues, and two runs
 * at once take different alerts. `href` is where alerts are dealt with.
 */
export async function mailAlerts(tx: Tx, about: MailAlerts): Promise<Result<Mailed>> {
  const mailed: Mailed = { alerts: 0, queued: 0 };
  for (const family of families) {
    const { alerts, queued } = await mailFamily(tx, family, about);
    mailed.alerts += alerts;
    mailed.queued += queued;
  }
  return ok(mailed);
}

async function mailFamily(tx: Tx, { kinds, messageKind, write }: Family, { href, now }: MailAlerts): Promise<Mailed> {
  const taken = await rows<{ id: string }>(
    tx,
    sql`
      UPDATE alerts SET mailed_at = ${now}::timestamptz
      WHERE id IN (
        SELECT id FROM alerts WHERE mailed_at IS NULL AND kind::text IN (${joinSql([...kinds])})
        ORDER BY id LIMIT ${alertsPerMailMax} FOR UPDATE SKIP LOCKED)
      RETURNING id`,
  );
  const ids = taken.map(({ id }) => id).sort();
  const [first] = ids;
  if (first === undefined) return { alerts: 0, queued: 0 };

  // People have no language of their own on record, so the house's is used.
  const locale = defaultLocale;
  const where = sql`a.id IN (${joinSql(ids.map((id) => sql`${id}::uuid`))})`;
  const content = write(await selectAlerts(tx, { where, limit: ids.length, locale }), { locale, href });
  const admins = await tx.user.findMany({
    where: { role: 'ADMIN', blockedAt: null },
    select: { id: true, email: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, email } of admins)
    await queueMessage(tx, {
      kind: messageKind,
      to: email,
      userId: id,
      locale,
      dedupKey: `alerts:${first}:${id}`,
      content,
      now,
    });
  return { alerts: ids.length, queued: admins.length };
}

function isStockAlert(alert: AlertView): alert is AlertView & StockAlert {
  return stockAlertKinds.some((kind) => kind === alert.kind);
}

function isDeliveryAlert(alert: AlertView): alert is AlertView & DeliveryAlert {
  return deliveryAlertKinds.some((kind) => kind === alert.kind);
}
