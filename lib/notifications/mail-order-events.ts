import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import type { MailedEventType, OrderStatus } from '@/lib/orders/model';
import type { Locale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import { orderMail } from './mail/order-mail';
import { queueMessage } from './queue-message';

/** Events that one transaction takes. */
export const mailedEventsMax = 50;

type Taken = {
  eventId: string;
  orderId: string;
  type: MailedEventType;
  status: OrderStatus;
  snapshot: string;
  locale: Locale;
  userId: string;
  email: string;
};

/**
 * Queues a mail about each order event that its customer was not yet written to about, in the events' order; `isMore` says that some may
 * be left.
 *
 * Once each, and in order whoever runs beside: an event's row is removed in the transaction that queues its mail, and one such transaction goes
 * after the other. What the mail says is read from the event's own snapshot. `orderUrl` gives an order's page.
 */
export async function mailOrderEvents(
  tx: Tx,
  { orderUrl, now }: { orderUrl: (orderId: string) => string; now: Date },
): Promise<Result<{ queued: number; isMore: boolean }>> {
  await execute(tx, sql`SELECT pg_advisory_xact_lock(hashtext('mail order events'))`);
  const taken = await rows<Taken>(
    tx,
    sql`
      WITH taken AS (
        DELETE FROM unmailed_order_events WHERE event_id IN (
          SELECT event_id FROM unmailed_order_events ORDER BY event_id LIMIT ${mailedEventsMax})
        RETURNING event_id)
      SELECT e.id AS event_id, e.order_id, e.type, e.to_status AS status, e.snapshot, o.locale, u.id AS user_id, u.email
      FROM taken JOIN order_events e ON e.id = taken.event_id JOIN orders o ON o.id = e.order_id JOIN users u ON u.id = o.user_id
      ORDER BY e.id`,
  );
  for (const { eventId, orderId, type, status, snapshot, locale, userId, email } of taken) {
    const content = orderMail({ type, status, snapshot: JSON.parse(snapshot), href: orderUrl(orderId) }, locale);
    await queueMessage(tx, {
      kind: 'ORDER',
      to: email,
      userId,
      locale,
      dedupKey: `order-event:${eventId}`,
      content,
      now,
    });
  }
  return ok({ queued: taken.length, isMore: taken.length === mailedEventsMax });
}
