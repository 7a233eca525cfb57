import { type Db, db, type Tx } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { planDeliveries } from '@/lib/orders/plan-deliveries';
import { newId } from '@/lib/shared/ids';
import { ok, unwrap } from '@/lib/shared/result';
import type { Prisma } from '@/prisma/generated/client/client';
import { newSecret } from './endpoint-secret';
import type { DeliveryType } from './model';

/** Orders and endpoints for the tests of delivery, made without the shop. */

type EndpointOptions = Partial<Omit<Prisma.DeliveryEndpointUncheckedCreateInput, 'types'>> & { types?: DeliveryType[] };

export async function addEndpoint(db: Db, options: EndpointOptions = {}): Promise<string> {
  const id = newId();
  await db.deliveryEndpoint.create({
    data: {
      id,
      name: 'Warehouse',
      url: 'http://127.0.0.1:9',
      secret: newSecret(),
      // Longer than a busy machine takes to answer.
      timeoutMs: 15_000,
      // Due again at once, so that tests need not wait.
      backoffSeconds: [0],
      // Faster than tests are.
      ratePerSecond: 10_000,
      ...options,
    },
  });
  return id;
}

/** A paid order, whose payment is planned as sequence 1. */
export async function addPaidOrder(db: Db): Promise<string> {
  const userId = newId();
  await db.user.create({ data: { id: userId, email: `${userId}@maru.example`, passwordHash: 'none', name: '보미' } });
  const id = newId();
  await db.order.create({
    data: {
      ...{ id, number: `T-${id.slice(-12).toUpperCase()}`, userId, status: 'PAID', cartId: newId(), cartVersion: 1 },
      ...{ goodsWon: 12_900, shippingWon: 3_000, totalWon: 15_900, paidWon: 15_900, exportCount: 1 },
      ...{ recipient: '보미', phone: '010-0000-0000', postalCode: '04524', line1: '세종대로 110' },
      ...{ placedAt: new Date(), paidAt: new Date() },
    },
  });
  await addEvent(id, 1, 'order.paid');
  return id;
}

/** The order's next exported event. */
export async function changeTestOrder(
  db: Db,
  orderId: string,
  type: DeliveryType = 'order.status_changed',
): Promise<void> {
  const { exportCount } = await db.order.update({ where: { id: orderId }, data: { exportCount: { increment: 1 } } });
  await addEvent(orderId, exportCount, type);
}

async function addEvent(orderId: string, sequence: number, type: DeliveryType): Promise<void> {
  unwrap(await inTransaction(async (tx) => ok(await writeEvent(tx, { orderId, sequence, type }))));
}

type TestEvent = { orderId: string; sequence: number; type: DeliveryType };

/** What is exported of a change, with its deliveries, in a transaction that others may be made to wait for. */
export async function writeEvent(tx: Tx, { orderId, sequence, type }: TestEvent): Promise<void> {
  const eventId = newId();
  await tx.orderEvent.create({
    data: {
      ...{ id: eventId, orderId, position: sequence, exportSequence: sequence, type, toStatus: 'PAID' },
      actorKind: 'SYSTEM',
      // Spaces and order of members are the event's own; they must leave the house as they are.
      snapshot: `{"number": "T-1",  "totals":{"totalWon":15900}, "recipient":"보미 \\u2764", "step": ${sequence}}`,
      occurredAt: new Date(),
    },
  });
  await planDeliveries(tx, { eventId, orderId, exportSequence: sequence, type, lane: 'NORMAL' });
}

/** Orders of two events each, all waiting. */
export async function addBacklog(db: Db, endpointId: string, orderCount: number): Promise<void> {
  const orderId = await addPaidOrder(db);
  const number = `BACKLOG-${orderId.slice(-8)}-`;
  await db.$executeRaw`
    INSERT INTO orders (id, number, user_id, status, cart_id, cart_version, goods_won, shipping_won, total_won, paid_won, export_count,
      recipient, phone, postal_code, line1, placed_at, paid_at)
    SELECT gen_random_uuid(), ${number} || position, user_id, status, gen_random_uuid(), 1, goods_won, shipping_won, total_won, paid_won, 2,
      recipient, phone, postal_code, line1, placed_at, paid_at
    FROM orders, generate_series(1, ${orderCount}::int) position WHERE id = ${orderId}::uuid`;
  await db.$executeRaw`
    INSERT INTO order_events (id, order_id, position, export_sequence, type, to_status, actor_kind, snapshot, occurred_at)
    SELECT gen_random_uuid(), id, step, step, 'order.paid', 'PAID', 'SYSTEM', '{}', now()
    FROM orders, generate_series(1, 2) step WHERE starts_with(number, ${number})`;
  await db.$executeRaw`
    INSERT INTO deliveries (id, endpoint_id, event_id, order_id, sequence, previous_sequence, type)
    SELECT gen_random_uuid(), ${endpointId}::uuid, event.id, order_id, export_sequence, nullif(export_sequence - 1, 0), type
    FROM order_events event JOIN orders ON orders.id = order_id WHERE starts_with(number, ${number})`;
}

/** As after the sender was killed: its lease has run out. */
export async function endLeases(): Promise<void> {
  await db().$executeRaw`
    UPDATE deliveries SET lease_until = clock_timestamp() - interval '1 second', next_attempt_at = clock_timestamp() - interval '1 second'
    WHERE lease_until IS NOT NULL`;
}

/** As if every endpoint had always been well. */
export async function closeBreakers(): Promise<void> {
  await db().$executeRaw`
    UPDATE delivery_gates SET breaker = 'CLOSED', probe_at = NULL, probe_until = NULL, open_count = 0, rate_share = 1, throttled_until = NULL`;
  await db().$executeRaw`DELETE FROM delivery_call_counts`;
}
