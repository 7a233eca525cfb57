import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantCoupons } from '@/lib/coupons/grant-coupons';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { addCampaign, couponAdmin } from '@/lib/coupons/test-campaigns';
import { stopListening } from '@/lib/db/listen';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { addEndpoint } from '@/lib/delivery/test-orders';
import { testReceiver } from '@/lib/delivery/test-receiver';
import { setThresholds } from '@/lib/inventory/set-thresholds';
import { addWaiting } from '@/lib/notifications/restock/test-waiting';
import { expireOrder } from '@/lib/orders/expire-order';
import { payOrder } from '@/lib/orders/pay-order';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart, stockOf } from '@/lib/orders/test-shop';
import { houseSettings } from '@/lib/settings/model';
import { hours, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import type { Runner } from './embedded/runner';
import { freePorts, Records, serveTestApp, startTestRunner, type TestApp, testKeys, until } from './embedded/test-app';

const receiver = await testReceiver();
const [runnerPort, appPort] = await freePorts(2);
// As `npm start` sets them, before anything reads them.
Object.assign(process.env, {
  INNGEST_BASE_URL: `http://127.0.0.1:${runnerPort}`,
  INNGEST_EVENT_KEY: testKeys.eventKey,
  INNGEST_SIGNING_KEY: testKeys.signingKey,
  DELIVERY_ALLOWED_HOSTS: receiver.allowedHosts().join(','),
});
const [
  { inngest },
  { alertRaised },
  { functions },
  { sendOrderPlaced },
  { sendOrderSettled },
  { wakeCarts },
  { wakeGrants, wakeRevocations },
  { wakeDelivery },
  { wakeRestocks },
] = await Promise.all([
  import('./client'),
  import('./events'),
  import('./index'),
  import('./send-order-placed'),
  import('./send-order-settled'),
  import('./wake-carts'),
  import('./wake-coupon-batches'),
  import('./wake-delivery'),
  import('./wake-restocks'),
]);

const db = testDb();
const records = new Records();
let app: TestApp;
let runner: Runner;

beforeAll(async () => {
  app = await serveTestApp(inngest, functions, appPort);
  runner = await startTestRunner({ port: runnerPort, appUrl: app.url });
  await runner.registered;
  wakeCarts();
  wakeRestocks();
});

afterAll(async () => {
  await stopListening();
  await runner.stop();
  await app.stop();
  await records.close();
});

test('an unpaid order gives its stock back when its hold ends, unless it was settled before', async () => {
  const jar = await addVariant({ units: 2 });
  const [forgetful, prompt] = [await addShopper(), await addShopper({ balanceWon: 50_000 })];
  const almostOver = later(new Date(), -minutes(10) + 2_000);
  const place = async (shopper: typeof prompt, now: Date) => {
    const cartVersion = await fillCart(shopper, { [jar]: 1 }, now);
    const order = unwrap(
      await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay: false, now }))),
    );
    await sendOrderPlaced({ orderId: order.id, holdExpiresAt: order.holdExpiresAt?.toISOString() ?? null });
    return order.id;
  };
  const forgotten = await place(forgetful, almostOver);
  const settled = await place(prompt, new Date());
  unwrap(await inTransaction((tx) => payOrder(tx, { actor: prompt, orderId: settled, now: new Date() })));
  await sendOrderSettled(settled);

  await until(
    async () => (await db.order.findUniqueOrThrow({ where: { id: forgotten } })).status === 'EXPIRED',
    'expiry',
  );
  expect(await stockOf(jar)).toEqual({ onHandUnits: 1, reservedUnits: 0 });
  const runs = await records.ended('maru-expire-order', 2);
  expect(runs.map(({ state }) => state).sort()).toEqual(['CANCELLED', 'COMPLETED']);
});

test('a cart is emptied at its end, which a change moved meanwhile: by one run', async () => {
  const jar = await addVariant({ units: 2 });
  const shopper = await addShopper();
  const almostOver = later(new Date(), 8_000 - hours(houseSettings.cartLifetimeHours));
  await fillCart(shopper, { [jar]: 1 }, almostOver);
  await fillCart(shopper, { [jar]: 2 }, later(almostOver, 1_000));
  const cart = { userId: shopper.userId };
  const { id } = await db.cart.findUniqueOrThrow({ where: cart });
  await until(async () => (await db.cartLine.count({ where: { cart } })) === 0, 'the end of the cart');
  // Others' carts have runs of their own, so what counts is those that looked at this one's end.
  const runs = await until(async () => {
    const ended = await records.query<{ id: string }>(
      `SELECT r.id FROM maru_jobs.run r JOIN maru_jobs.event e ON e.id = r.event_id
       WHERE r.function_id = 'maru-end-cart' AND r.state = 'COMPLETED' AND e.body->'data'->>'cartId' = $1`,
      [id],
    );
    return ended.length > 0 && ended;
  }, 'the end of the run');
  expect(runs).toHaveLength(1);
  expect(await db.cart.findUniqueOrThrow({ where: cart })).toMatchObject({ watchedSince: null });
});

test('a paid order reaches the external system', async () => {
  await addEndpoint(db, { url: `${receiver.url()}/hooks`, secret: receiver.secret });
  const jar = await addVariant({ units: 1 });
  const shopper = await addShopper({ balanceWon: 50_000 });
  const cartVersion = await fillCart(shopper, { [jar]: 1 }, new Date());
  const order = unwrap(
    await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { now: new Date() }))),
  );
  wakeDelivery();
  const arrived = await until(async () => {
    const { items } = await receiver.log();
    return items.find(({ orderId }) => orderId === order.id) ?? null;
  }, 'the delivery');
  expect(arrived).toMatchObject({ sequence: 1, previousSequence: null, duplicates: 0, anomaly: null });
});

test('who waits for what is sold out is told as soon as an unpaid order gives its units back', async () => {
  const jar = await addVariant({ units: 1 });
  const forgetful = await addShopper();
  const now = new Date();
  const cartVersion = await fillCart(forgetful, { [jar]: 1 }, now);
  const held = unwrap(
    await inTransaction((tx) => placeOrder(tx, checkout(forgetful, cartVersion, { pay: false, now }))),
  );
  const [first, second, third] = await addWaiting(jar, 3);
  unwrap(await inTransaction((tx) => expireOrder(tx, { orderId: held.id, now: later(now, minutes(11)) })));

  const sent = await until(async () => {
    const messages = await db.message.findMany({ where: { kind: 'RESTOCK', state: 'SENT' }, orderBy: { id: 'asc' } });
    return messages.length === 2 ? messages.map(({ recipient }) => recipient) : null;
  }, 'the mails');
  expect(sent).toEqual([first, second]);
  expect(await db.restockSubscription.findMany({ where: { state: 'WAITING' } })).toMatchObject([{ email: third }]);
});

test('an alert reaches the admins by mail', async () => {
  const admin = { id: newId(), email: 'hana@maru.example', passwordHash: 'none', name: '하나', role: 'ADMIN' } as const;
  await db.user.create({ data: admin });
  const limits = { variantId: await addVariant({ units: 1 }), safetyMinUnits: 1, safetyMaxUnits: null };
  const actor = { userId: admin.id, role: 'ADMIN', tier: 'BRONZE' } as const;
  unwrap(await inTransaction((tx) => setThresholds(tx, { actor, ...limits })));
  await inngest.send(alertRaised.create({}));
  const sent = () => db.message.findFirst({ where: { recipient: admin.email, state: 'SENT' } });
  expect(await until(sent, 'the mail')).toMatchObject({ kind: 'STOCK_ALERT', captured: true, attempts: 1 });
});

test('a tier is given its coupons, and they are taken away, once an admin has asked', async () => {
  const now = new Date();
  for (const tier of ['VIP', 'VIP', 'BRONZE'] as const) await addShopper({ tier });
  const campaignId = await addCampaign({ issue: { way: 'CLAIM' } });
  const states = async () => (await db.coupon.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state);

  const grant = { actor: couponAdmin, campaignId, to: { tier: 'VIP' as const }, now };
  wakeGrants(unwrap(await inTransaction((tx) => grantCoupons(tx, grant))).id);
  await until(
    async () => (await db.couponGrant.count({ where: { state: 'DONE', issuedCount: 2 } })) === 1,
    'the grant',
  );
  expect(await states()).toEqual(['USABLE', 'USABLE']);

  const revocation = { actor: couponAdmin, of: { campaignId }, reason: '잘못된 행사', now };
  wakeRevocations(unwrap(await inTransaction((tx) => startRevocation(tx, revocation))).id);
  await until(async () => (await db.couponRevocation.count({ where: { endedAt: { not: null } } })) === 1, 'its end');
  expect(await states()).toEqual(['REVOKED', 'REVOKED']);
});
