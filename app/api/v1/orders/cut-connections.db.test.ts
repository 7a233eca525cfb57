import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseCoupons } from '@/lib/cart/choose-coupons';
import { openCart } from '@/lib/cart/open-cart';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { firstRow, sql } from '@/lib/db/sql';
import { type Moment, openCuttableWay } from '@/lib/db/test-cuttable-way';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { RouteHandler } from '@/lib/http/define-route';
import { issueToken } from '@/lib/identity/issue-token';
import type { Actor } from '@/lib/identity/model';
import { cancelOrder as cancel } from '@/lib/orders/cancel-order';
import { placeOrder as place } from '@/lib/orders/place-order';
import { address, addShopper, addVariant, brokenBooks, checkout, fillCart } from '@/lib/orders/test-shop';
import { now } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import { PrismaClient } from '@/prisma/generated/client/client';
import { POST as cancelOrder } from './[id]/cancellations/route';
import { POST as payOrder } from './[id]/payment/route';
import { POST as placeOrder } from './route';

// What follows a commit has statements of its own at moments of its own, and would be cut instead.
vi.mock('@/lib/db/notify', () => ({ notify: () => undefined }));
vi.mock('@/inngest/wake-order-consumers', () => ({ wakeOrderConsumers: () => undefined }));
vi.mock('@/inngest/send-order-placed', () => ({ sendOrderPlaced: () => undefined }));
vi.mock('@/inngest/send-order-settled', () => ({ sendOrderSettled: () => undefined }));

// Before anything reads it: every connection takes the way that can be cut, but for the one that looks at what is left.
const databaseUrl = required(process.env.DATABASE_URL, 'DATABASE_URL');
const way = await openCuttableWay(databaseUrl);
process.env.DATABASE_URL = way.url;
afterAll(way.close);
const db = testDb();
const onlooker = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 1 }) });
afterAll(() => onlooker.$disconnect());

let jar: string;
let campaignId: string;
let hana: Actor;
let token: string;
beforeEach(async () => {
  await db.deliveryEndpoint.create({
    data: { id: newId(), name: 'ERP', url: 'http://127.0.0.1:9', secret: 'whsec_x' },
  });
  jar = await addVariant({ priceWon: 10_000, units: 1_000 });
  campaignId = await addCampaign({ issue: { way: 'CLAIM', perUser: 100 } });
  hana = await addShopper({ balanceWon: 4_000_000 });
  token = unwrap(await inTransaction((tx) => issueToken(tx, { userId: hana.userId, now: now() }))).token;
});

const moments: Moment[] = ['BEFORE', 'AFTER'];
/**
 * To Postgres a connection that breaks after a statement is one that breaks before the next, so only a commit whose answer is lost
 * is new there; `MARU_EVERY_CUT=1` cuts after each statement all the same.
 */
const isWhole = process.env.MARU_EVERY_CUT === '1';

type Asked = { handler: RouteHandler; params: Record<string, string>; body: unknown };
type Answer = { status: number; retryAfter: string | null; replayed: boolean; text: string };

/** What a shopper asks for, anew each time, and what has to be put away before the next can. */
const requests: Record<string, { prepare: () => Promise<Asked>; putAway?: (answer: Answer) => Promise<void> }> = {
  'an order that is paid at once': {
    prepare: async () => ({ handler: placeOrder, params: {}, body: await order({ pay: true }) }),
  },
  'an unpaid order': {
    prepare: async () => ({ handler: placeOrder, params: {}, body: await order({ pay: false }) }),
    // Nobody may have more than three.
    putAway: async ({ text }) => {
      const request = {
        actor: hana,
        by: 'CUSTOMER',
        orderId: JSON.parse(text).id,
        reason: '다음',
        now: now(),
      } as const;
      unwrap(await inTransaction((tx) => cancel(tx, request)));
    },
  },
  'the payment of an order': {
    prepare: async () => ({ handler: payOrder, params: { id: await newOrderId({ pay: false }) }, body: {} }),
  },
  'the cancellation of an order': {
    prepare: async () => ({
      ...{ handler: cancelOrder, params: { id: await newOrderId({ pay: true }) } },
      body: { reason: '다시 고를게요', expectedRefundWon: 20_000 },
    }),
  },
};

describe.each(Object.entries(requests))('%s', (_, { prepare, putAway }) => {
  it('is made wholly or not at all wherever the connection to Postgres breaks, and once when it is asked for again', async () => {
    const first = await prepare();
    const beforeFirst = await readTraces();
    const undisturbed = await send(first, newId());
    expect(undisturbed.status).toBeLessThan(300);
    const whole = difference(beforeFirst, await readTraces());
    await putAway?.(undisturbed);

    const cut = async (at: string, arm: () => void): Promise<{ wasCut: boolean; isDone: boolean }> => {
      const [request, key] = [await prepare(), newId()];
      const before = await readTraces();
      arm();
      const answer = await send(request, key);
      const { wasCut } = way.end();
      const left = difference(before, await readTraces());
      const isDone = left.idempotencyKeys === 1;
      expect(left, at).toEqual(isDone ? whole : {});
      if (wasCut) expect([answer.status, answer.retryAfter], `${at}: ${answer.text}`).toEqual([503, '2']);

      const again = await sendUntilAnswered(request, key);
      expect([again.status, again.replayed], `${at}: ${again.text}`).toEqual([undisturbed.status, isDone]);
      expect(difference(before, await readTraces()), at).toEqual(whole);
      await putAway?.(again);
      return { wasCut, isDone };
    };
    for (const moment of isWhole ? moments : (['BEFORE'] as const)) {
      let cutCount = 0;
      const cutNext = () => way.cutAt(cutCount + 1, moment);
      while ((await cut(`${moment} statement ${cutCount + 1}`, cutNext)).wasCut) cutCount += 1;
      expect(cutCount).toBeGreaterThan(10);
    }
    expect(await cut('at the commit', way.cutAtCommit)).toEqual({ wasCut: true, isDone: true });
    expect(await brokenBooks()).toEqual([]);
  }, 180_000);
});

async function order({ pay }: { pay: boolean }) {
  return { cartVersion: await newCart(), expectedTotalWon: 20_000, shippingAddress: address, pay };
}

async function newOrderId({ pay }: { pay: boolean }): Promise<string> {
  const cartVersion = await newCart();
  return unwrap(await inTransaction((tx) => place(tx, checkout(hana, cartVersion, { pay, now: now() })))).id;
}

/** Two jars, and a coupon of 3,000 won on them; the cart's version. */
async function newCart(): Promise<number> {
  await fillCart(hana, { [jar]: 2 }, now());
  const cart = inTransaction(async (tx) => {
    const claimed = await claimCoupon(tx, { actor: hana, campaignId, signs: null, now: now() });
    const open = required(await openCart(tx, { userId: hana.userId, guestToken: null }, now()), 'cart');
    const couponIds = [couponOf(unwrap(claimed))];
    return chooseCoupons(tx, { cart: open, userId: hana.userId, couponIds, byHand: true, now: now() });
  });
  return unwrap(await cart).version;
}

function couponOf(claimed: { id: string } | { ticketId: string }): string {
  return 'id' in claimed ? claimed.id : '';
}

async function send({ handler, params, body }: Asked, key: string): Promise<Answer> {
  const request = new Request('http://localhost:3000/api/v1/x', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    replayed: response.headers.get('idempotency-replayed') !== null,
    text: await response.text(),
  };
}

/** As a program does that wants to know: the server may not have noticed yet that the first is gone. */
function sendUntilAnswered(request: Asked, key: string): Promise<Answer> {
  return vi.waitFor(
    async () => {
      const answer = await send(request, key);
      expect(answer.text).not.toContain('idempotency.inFlight');
      return answer;
    },
    { timeout: 10_000, interval: 10 },
  );
}

type Traces = Record<string, number>;

/** All that an order leaves in the database, as numbers. */
async function readTraces(): Promise<Traces> {
  const traces = await firstRow<Traces>(
    onlooker,
    sql`SELECT (SELECT count(*) FROM idempotency_keys) AS idempotency_keys,
          (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM orders WHERE status = 'PAID') AS paid_orders,
          (SELECT count(*) FROM orders WHERE status = 'CANCELLED') AS cancelled_orders,
          (SELECT count(*) FROM order_lines) AS lines, (SELECT count(*) FROM order_events) AS events,
          (SELECT count(*) FROM unmailed_order_events) AS unmailed, (SELECT count(*) FROM uncounted_sales) AS uncounted,
          (SELECT count(*) FROM deliveries) AS deliveries,
          (SELECT count(*) FROM order_coupons) AS order_coupons, (SELECT count(*) FROM coupon_events) AS coupon_events,
          (SELECT count(*) FROM coupons WHERE state = 'USABLE') AS usable_coupons,
          (SELECT count(*) FROM coupons WHERE state = 'HELD') AS held_coupons,
          (SELECT count(*) FROM coupons WHERE state = 'USED') AS used_coupons,
          (SELECT count(*) FROM cart_coupons) AS chosen_coupons,
          (SELECT count(*) FROM cancellations) AS cancellations, (SELECT count(*) FROM cancelled_lines) AS cancelled_lines,
          (SELECT coalesce(sum(cancelled_quantity), 0) FROM order_lines) AS cancelled_units,
          (SELECT count(*) FROM ledger_transfers) AS transfers, (SELECT count(*) FROM ledger_entries) AS entries,
          (SELECT balance_won FROM wallets) AS balance_won,
          (SELECT on_hand_units FROM stock_levels) AS on_hand_units, (SELECT reserved_units FROM stock_levels) AS reserved_units,
          (SELECT count(*) FROM stock_movements) AS movements,
          (SELECT coalesce(sum(quantity), 0) FROM cart_lines) AS cart_units, (SELECT coalesce(sum(version), 0) FROM carts) AS cart_version`,
  );
  return required(traces, 'the traces');
}

/** What became more or less in between. */
function difference(before: Traces, after: Traces): Traces {
  const names = Object.keys(before).filter((name) => before[name] !== after[name]);
  return Object.fromEntries(names.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]));
}
