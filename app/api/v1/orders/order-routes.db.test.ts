import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { POST as claimCoupon } from '@/app/api/v1/coupon-campaigns/[id]/claims/route';
import { POST as topUp } from '@/app/api/v1/wallet/top-ups/route';
import { settleOpenTopUps } from '@/inngest/functions/sweep-open-top-ups';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { defineRoute, type RouteHandler } from '@/lib/http/define-route';
import { keyLifetimeHours, sweepIdempotencyKeys } from '@/lib/http/idempotency';
import { issueToken } from '@/lib/identity/issue-token';
import type { Actor } from '@/lib/identity/model';
import { address, addShopper, addVariant, balanceOf, brokenBooks, fillCart, stockOf } from '@/lib/orders/test-shop';
import { hours, later, minutes, now } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { err, unwrap } from '@/lib/shared/result';
import { openTopUp, topUpIdFor } from '@/lib/wallet/open-top-up';
import { POST as previewCancellation } from './[id]/cancellations/preview/route';
import { POST as cancelOrder } from './[id]/cancellations/route';
import { GET as listOrders, POST as placeOrder } from './route';

const db = testDb();

async function tokenOf(actor: Actor): Promise<string> {
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId: actor.userId, now: now() }))).token;
}

type Sent = { token: string; key?: string; body: unknown; params?: Record<string, string> };

async function post(handler: RouteHandler, { token, key, body, params = {} }: Sent) {
  const headers = { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': key }) };
  const request = new Request('http://localhost:3000/api/v1/x', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return {
    status: response.status,
    replayed: response.headers.get('idempotency-replayed'),
    text,
    body: JSON.parse(text),
  };
}

const order = (cartVersion: number) => ({ cartVersion, expectedTotalWon: 13_000, shippingAddress: address, pay: true });

async function shopperWithCart() {
  const jar = await addVariant({ units: 50 });
  const hana = await addShopper({ balanceWon: 100_000 });
  return { jar, hana, token: await tokenOf(hana), cartVersion: await fillCart(hana, { [jar]: 1 }, now()) };
}

describe('POST /orders with an Idempotency-Key', () => {
  it('20 times at once with one key: one order, one payment, equal answers', async () => {
    const { jar, hana, token, cartVersion } = await shopperWithCart();
    const body = order(cartVersion);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(placeOrder, { token, key: 'k1', body })));

    const made = answers.filter((answer) => answer.status === 201);
    expect(made.length).toBeGreaterThanOrEqual(1);
    expect(new Set(made.map((answer) => answer.text)).size).toBe(1);
    for (const answer of answers) if (answer.status !== 201) expect(answer.body.code).toBe('idempotency.inFlight');
    expect(await db.order.count()).toBe(1);
    expect(await balanceOf(hana)).toBe(87_000);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 49, reservedUnits: 0 });

    const again = await post(placeOrder, { token, key: 'k1', body });
    expect(again).toMatchObject({ status: 201, replayed: 'true', text: made[0]?.text });
    expect(await brokenBooks()).toEqual([]);
  });

  it('20 keys for one cart version: one order, the others name it', async () => {
    const { hana, token, cartVersion } = await shopperWithCart();
    const body = order(cartVersion);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(placeOrder, { token, key: `k${index}`, body })),
    );
    const made = answers.filter((answer) => answer.status === 201);
    expect(made).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status !== 201)
        expect(answer.body).toMatchObject({ code: 'cart.alreadyOrdered', orderId: made[0]?.body.id });
    }
    expect(await balanceOf(hana)).toBe(87_000);
  });

  it('refuses the key for another request, and takes it again after a refusal', async () => {
    const { token, cartVersion } = await shopperWithCart();
    expect(await post(placeOrder, { token, key: 'k1', body: order(cartVersion + 1) })).toMatchObject({
      status: 409,
      body: { code: 'cart.changed' },
    });
    expect(await post(placeOrder, { token, key: 'k1', body: order(cartVersion) })).toMatchObject({
      status: 201,
      replayed: null,
    });
    expect(await post(placeOrder, { token, key: 'k1', body: { ...order(cartVersion), pay: false } })).toMatchObject({
      status: 422,
      body: { code: 'idempotency.keyReused' },
    });
  });

  it('does not care about the order of members in the body', async () => {
    const { token, cartVersion } = await shopperWithCart();
    const body = order(cartVersion);
    expect((await post(placeOrder, { token, key: 'k1', body })).status).toBe(201);
    const turned = Object.fromEntries(Object.entries(body).reverse());
    expect(await post(placeOrder, { token, key: 'k1', body: turned })).toMatchObject({ status: 201, replayed: 'true' });
  });

  it('gives the answer of a twin that committed while this one began, not the refusal that the twin caused', async () => {
    const { token } = await shopperWithCart();
    const Answer = z.object({ twins: z.int() });
    const planted = defineRoute(
      { name: 'planted', summary: '', response: Answer, status: 201, actor: 'customer', idempotent: true },
      async ({ idempotency }) => {
        await db.idempotencyKey.create({
          data: {
            userId: required(idempotency, 'key').userId,
            key: 'k1',
            requestHash: new Uint8Array(required(idempotency, 'key').requestHash),
            status: 201,
            body: '{"twins":1}',
          },
        });
        return err({ code: 'cart.empty' });
      },
    );
    expect(await post(planted, { token, key: 'k1', body: {} })).toMatchObject({
      status: 201,
      replayed: 'true',
      body: { twins: 1 },
    });
  });

  it('keeps the keys of two shoppers apart', async () => {
    const [one, two] = [await shopperWithCart(), await shopperWithCart()];
    expect((await post(placeOrder, { token: one.token, key: 'k', body: order(one.cartVersion) })).status).toBe(201);
    expect(await post(placeOrder, { token: two.token, key: 'k', body: order(two.cartVersion) })).toMatchObject({
      status: 201,
      replayed: null,
    });
  });

  it.each([
    [undefined, 'idempotency.keyMissing'],
    ['with space', 'idempotency.keyInvalid'],
    ['k'.repeat(256), 'idempotency.keyInvalid'],
  ])('refuses key %s', async (key, code) => {
    const { token, cartVersion } = await shopperWithCart();
    const answer = await post(placeOrder, { token, ...(key !== undefined && { key }), body: order(cartVersion) });
    expect(answer).toMatchObject({ status: 400, body: { code } });
  });

  it('a crash before the commit leaves neither order nor key', async () => {
    const { token, hana, cartVersion } = await shopperWithCart();
    await db.$executeRaw`CREATE OR REPLACE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''cut''; END'`;
    await db.$executeRaw`CREATE TRIGGER break_it BEFORE INSERT ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION break_it()`;
    expect((await post(placeOrder, { token, key: 'k1', body: order(cartVersion) })).status).toBe(500);
    await db.$executeRaw`DROP TRIGGER break_it ON idempotency_keys`;
    expect(await db.order.count()).toBe(0);
    expect(await balanceOf(hana)).toBe(100_000);
    expect((await post(placeOrder, { token, key: 'k1', body: order(cartVersion) })).status).toBe(201);
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('POST /wallet/top-ups', () => {
  it('20 times at once with one key: the money arrives once', async () => {
    const hana = await addShopper();
    const token = await tokenOf(hana);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(topUp, { token, key: 't1', body: { amountWon: 30_000 } })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(
      new Set([201, ...answers.filter((a) => a.status !== 201).map(() => 409)]),
    );
    expect(await balanceOf(hana)).toBe(30_000);
    expect(await post(topUp, { token, key: 't1', body: { amountWon: 30_000 } })).toMatchObject({
      status: 201,
      replayed: 'true',
    });
    expect(await brokenBooks()).toEqual([]);
  });

  it('never charges twice for one key, whatever the amount', async () => {
    const hana = await addShopper();
    const token = await tokenOf(hana);
    await Promise.all(
      [10_000, 20_000, 30_000].map((amountWon) => post(topUp, { token, key: 't1', body: { amountWon } })),
    );
    expect(await db.topUp.count()).toBe(1);
    expect(await db.ledgerTransfer.count()).toBe(1);
  });

  it('says that a key was used once its answer is forgotten, instead of doing nothing and saying that it is done', async () => {
    const hana = await addShopper();
    const again = { token: await tokenOf(hana), key: 't1', body: { amountWon: 10_000 } };
    expect(await post(topUp, again)).toMatchObject({ status: 201 });
    const longAgo = later(now(), -hours(keyLifetimeHours + 1));
    await db.topUp.updateMany({ data: { createdAt: longAgo, settledAt: longAgo } });
    await db.idempotencyKey.updateMany({ data: { createdAt: longAgo } });
    expect(await post(topUp, again)).toMatchObject({ status: 201, replayed: 'true' });
    expect(await sweepIdempotencyKeys(db, { now: now(), limit: 10 })).toBe(1);
    expect(await post(topUp, again)).toMatchObject({ status: 422, body: { code: 'idempotency.keyReused' } });
    expect(await balanceOf(hana)).toBe(10_000);
    expect(await post(topUp, { ...again, key: 't2' })).toMatchObject({ status: 201 });
    expect(await balanceOf(hana)).toBe(20_000);
  });

  it('declines amounts that end in 402, and says so again when asked again', async () => {
    const hana = await addShopper();
    const token = await tokenOf(hana);
    for (const _ of [1, 2]) {
      expect(await post(topUp, { token, key: 't1', body: { amountWon: 10_402 } })).toMatchObject({
        status: 422,
        body: { code: 'payment.declined' },
      });
    }
    expect(await balanceOf(hana)).toBe(0);
    expect(await db.topUp.findMany()).toMatchObject([{ status: 'DECLINED' }]);
  });

  it.each([999, 2_000_001, 1.5, '10000x', null, -5])('refuses the amount %s', async (amountWon) => {
    const token = await tokenOf(await addShopper());
    expect(await post(topUp, { token, key: 't1', body: { amountWon } })).toMatchObject({
      status: 400,
      body: { code: 'http.badInput' },
    });
  });

  it('settles by the sweep what comes behind one that fails', async () => {
    const [broken, hana] = [await addShopper(), await addShopper()];
    for (const [key, { userId }] of Object.entries({ broken, hana })) {
      const topUpId = topUpIdFor({ userId, key });
      unwrap(await inTransaction((tx) => openTopUp(tx, { topUpId, userId, amountWon: 40_000 })));
    }
    const before = later(now(), -minutes(5));
    await db.topUp.updateMany({ data: { createdAt: before } });
    await db.topUp.updateMany({ where: { userId: broken.userId }, data: { createdAt: later(before, -minutes(1)) } });
    const fails = `IF NEW.user_id = '${broken.userId}' THEN RAISE 'broken'; END IF; RETURN NEW;`;
    await db.$executeRawUnsafe(
      `CREATE OR REPLACE FUNCTION fail_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${fails} END $$`,
    );
    await db.$executeRaw`CREATE TRIGGER fail_one BEFORE UPDATE ON top_ups FOR EACH ROW EXECUTE FUNCTION fail_one()`;
    await expect(settleOpenTopUps()).rejects.toThrow('1 open top-ups did not settle');
    await db.$executeRaw`DROP TRIGGER fail_one ON top_ups`;
    expect([await balanceOf(broken), await balanceOf(hana)]).toEqual([0, 40_000]);
  });

  it('settles by the sweep, once, what a crash left between intent and settlement', async () => {
    const hana = await addShopper();
    const topUpId = topUpIdFor({ userId: hana.userId, key: 't1' });
    unwrap(await inTransaction((tx) => openTopUp(tx, { topUpId, userId: hana.userId, amountWon: 40_000 })));
    expect(await settleOpenTopUps()).toEqual({ open: 0, settled: 0 });
    await db.topUp.updateMany({ data: { createdAt: later(now(), -minutes(3)) } });
    expect(await settleOpenTopUps()).toEqual({ open: 1, settled: 1 });
    expect(await settleOpenTopUps()).toEqual({ open: 0, settled: 0 });
    expect(await post(topUp, { token: await tokenOf(hana), key: 't1', body: { amountWon: 40_000 } })).toMatchObject({
      status: 201,
    });
    expect(await balanceOf(hana)).toBe(40_000);
    expect(await brokenBooks()).toEqual([]);
  });
});

describe('POST /coupon-campaigns/{id}/claims with an Idempotency-Key', () => {
  it('20 times at once with one key: one coupon, equal answers, also after the look without a lock refuses', async () => {
    const params = { id: await addCampaign({ issue: { way: 'CLAIM', quantity: 1 } }) };
    const [token, late] = [await tokenOf(await addShopper()), await tokenOf(await addShopper())];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(claimCoupon, { token, key: 'k1', params, body: {} })),
    );
    const made = answers.filter((answer) => answer.status === 201);
    expect(new Set(made.map((answer) => answer.text)).size).toBe(1);
    for (const answer of answers) if (answer.status !== 201) expect(answer.body.code).toBe('idempotency.inFlight');
    expect(await db.coupon.count()).toBe(1);
    const again = await post(claimCoupon, { token, key: 'k1', params, body: {} });
    expect(again).toMatchObject({ status: 201, replayed: 'true', text: made[0]?.text });
    const other = await post(claimCoupon, { token, key: 'k2', params, body: {} });
    expect(other.body).toMatchObject({ status: 409, code: 'coupon.limitReached' });
    const tooLate = await post(claimCoupon, { token: late, key: 'k1', params, body: {} });
    expect(tooLate.body).toMatchObject({ status: 409, code: 'coupon.soldOut' });
  });
});

describe('GET /orders', () => {
  it('lists my orders whole, newest first, page by page, and nobody else’s', async () => {
    const { jar, hana, token } = await shopperWithCart();
    for (let count = 0; count < 3; count++) {
      const { status } = await post(placeOrder, {
        token,
        key: `k${count}`,
        body: order(await fillCart(hana, { [jar]: 1 }, now())),
      });
      expect(status).toBe(201);
    }
    const stranger = await shopperWithCart();
    await post(placeOrder, { token: stranger.token, key: 'k', body: order(stranger.cartVersion) });

    const page = async (query: string) => {
      const request = new Request(`http://localhost:3000/api/v1/orders${query}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await listOrders(request, { params: Promise.resolve({}) })).json();
    };
    const first = await page('?limit=2');
    const rest = await page(`?limit=2&cursor=${first.nextCursor}`);
    const items = [...first.items, ...rest.items];
    expect(items).toHaveLength(3);
    expect(rest.nextCursor).toBeNull();
    const placedAts = items.map((item) => item.placedAt);
    expect(placedAts).toEqual([...placedAts].sort().reverse());
    expect(items[0]).toMatchObject({
      status: 'PAID',
      lines: [{ variantId: jar, quantity: 1, paidWon: 10_000, refundableWon: 10_000 }],
      totals: { totalWon: 13_000, paidWon: 13_000 },
      timeline: [{ type: 'order.paid', toStatus: 'PAID', by: 'CUSTOMER' }],
    });
  });
});

describe('POST /orders/{id}/cancellations with an Idempotency-Key', () => {
  it('20 times at once with one key: one refund, equal answers, and the preview said so', async () => {
    const { jar, hana, token, cartVersion } = await shopperWithCart();
    const placed = await post(placeOrder, { token, key: 'k1', body: order(cartVersion) });
    const params = { id: placed.body.id };
    const promised = await post(previewCancellation, { token, params, body: {} });
    expect(promised).toMatchObject({
      status: 200,
      body: { refundWon: 13_000, shippingWon: 3_000, lines: [{ quantity: 1 }] },
    });

    const sent = { token, key: 'c1', params, body: { reason: '다시 고를게요', expectedRefundWon: 13_000 } };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(cancelOrder, sent)));
    const made = answers.filter((answer) => answer.status === 201);
    expect(new Set(made.map((answer) => answer.text)).size).toBe(1);
    for (const answer of answers) if (answer.status !== 201) expect(answer.body.code).toBe('idempotency.inFlight');
    expect(made[0]?.body).toMatchObject({
      refundWon: 13_000,
      order: { status: 'CANCELLED', totals: { refundedWon: 13_000 } },
    });
    expect(await post(cancelOrder, sent)).toMatchObject({ status: 201, replayed: 'true', text: made[0]?.text });
    expect(await post(cancelOrder, { ...sent, key: 'c2' })).toMatchObject({
      status: 409,
      body: { code: 'order.notCancellable', orderStatus: 'CANCELLED' },
    });
    expect(await balanceOf(hana)).toBe(100_000);
    expect(await stockOf(jar)).toEqual({ onHandUnits: 50, reservedUnits: 0 });
    expect(await brokenBooks()).toEqual([]);
  });
});
