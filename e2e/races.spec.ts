import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  adminToken,
  type Cart,
  call,
  claim,
  must,
  newCampaign,
  newProduct,
  newShopper,
  orderOf,
  putLine,
  type Shopper,
} from './support/api';
import { inParallel } from './support/in-parallel';
import { expect, test } from './support/test';

test.describe.configure({ timeout: 120_000 });

/** Made once for all the races that need so many: their passwords take long to hash. */
let crowd: Promise<Shopper[]> | undefined;
function twoHundred(): Promise<Shopper[]> {
  crowd ??= inParallel(Array.from({ length: 200 }), 8, () => newShopper({ balanceWon: 20_000 }));
  return crowd;
}

/** So often somebody asks for an order before giving up. */
const orderAttemptsMax = 5;

/** What becomes of an order in the end. Who waited for too long, and was told to come back with the same key, does. */
async function order(token: string, cart: Cart) {
  const asked = { token, key: randomUUID(), body: orderOf(cart) };
  for (let attempt = 1; ; attempt++) {
    const answer = await call('POST', '/orders', asked);
    const retryAfter = answer.headers.get('retry-after');
    const mayComeBack = answer.body.code === 'http.unavailable' && retryAfter !== null;
    if (!mayComeBack || attempt === orderAttemptsMax) return answer;
    await wait(Number(retryAfter) * 1_000);
  }
}

test('200 simultaneous buyers of 50 units: 50 orders are paid, nothing is left, nobody sees a 5xx but to come back', async () => {
  const admin = await adminToken();
  const { variantId } = await newProduct(admin, { units: 50 });
  const shoppers = await twoHundred();
  const carts = await inParallel(shoppers, 16, ({ token }) => putLine(token, variantId, 1));

  const answers = await Promise.all(shoppers.map(({ token }, index) => order(token, carts[index] as Cart)));

  const statuses = answers.map((answer) => answer.status);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(statuses.filter((status) => status === 201)).toHaveLength(50);
  expect(statuses.filter((status) => status === 409)).toHaveLength(150);
  expect(new Set(answers.filter((answer) => answer.status === 409).map((answer) => answer.body.code))).toEqual(
    new Set(['inventory.shortage']),
  );

  expect(await must('GET', `/variants/${variantId}/stock`)).toMatchObject({
    availableUnits: 0,
    stockStatus: 'SOLD_OUT',
  });
  const movements = await must<{ items: { deltaUnits: number }[] }>(
    'GET',
    `/admin/variants/${variantId}/stock-movements?limit=100`,
    { token: admin },
  );
  expect(movements.items.reduce((sum, movement) => sum + movement.deltaUnits, 0)).toBe(0);
  const balances = await inParallel(shoppers, 16, ({ token }) =>
    must<{ balanceWon: number }>('GET', '/wallet', { token }),
  );
  expect(balances.filter(({ balanceWon }) => balanceWon === 7_000)).toHaveLength(50);
  expect(balances.filter(({ balanceWon }) => balanceWon === 20_000)).toHaveLength(150);
});

test('20 simultaneous identical orders with one key: one order, one payment, equal answers', async () => {
  const { variantId } = await newProduct(await adminToken(), { units: 50 });
  const { token } = await newShopper({ balanceWon: 50_000 });
  const body = orderOf(await putLine(token, variantId, 1));
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call<{ id: string }>('POST', '/orders', { token, key, body })),
  );

  const made = answers.filter((answer) => answer.status === 201);
  expect(new Set(made.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  for (const answer of answers)
    if (answer.status !== 201) expect(answer).toMatchObject({ status: 409, body: { code: 'idempotency.inFlight' } });
  expect(await must('GET', '/wallet', { token })).toEqual({ balanceWon: 37_000 });
  expect((await must<{ items: unknown[] }>('GET', '/orders', { token })).items).toHaveLength(1);
});

test('20 keys for one cart version: one order', async () => {
  const { variantId } = await newProduct(await adminToken(), { units: 50 });
  const { token } = await newShopper({ balanceWon: 50_000 });
  const body = orderOf(await putLine(token, variantId, 1));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call('POST', '/orders', { token, key: randomUUID(), body })),
  );
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  expect(answers.filter((answer) => answer.body.code === 'cart.alreadyOrdered')).toHaveLength(19);
  expect(await must('GET', '/wallet', { token })).toEqual({ balanceWon: 37_000 });
});

test('200 people at once for 20 coupons: 20 have one, 180 are told that all are gone', async () => {
  const shoppers = await twoHundred();
  const campaignId = await newCampaign(await adminToken(), { quantity: 20 });
  const answers = await Promise.all(shoppers.map(({ token }) => claim(token, campaignId)));
  expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
    ...Array(20).fill(201),
    ...Array(180).fill('coupon.soldOut'),
  ]);
  expect(new Set(answers.flatMap(({ body }) => body.id ?? [])).size).toBe(20);
});

test('200 people at once in the queue for 20 coupons: 20 have one, every other ticket says that all are gone', async () => {
  const shoppers = await twoHundred();
  const campaignId = await newCampaign(await adminToken(), { quantity: 20, queue: true });
  const answers = await Promise.all(shoppers.map(({ token }) => claim(token, campaignId)));
  const outcomes = await inParallel(answers, 16, async ({ status, body }, index) => {
    // Who comes when the first batch was served already needs no ticket.
    if (status !== 202) return body.code;
    const ticket = () =>
      must<{ state: string; code?: string }>('GET', `/coupon-campaigns/${campaignId}/claims/${body.ticketId}`, {
        token: shoppers[index]?.token,
      });
    await expect.poll(async () => (await ticket()).state, { timeout: 60_000 }).not.toBe('WAITING');
    const { state, code } = await ticket();
    return code ?? state;
  });
  expect(outcomes.toSorted()).toEqual([...Array(20).fill('ISSUED'), ...Array(180).fill('coupon.soldOut')]);
});

test('one person with 50 claims at once, where each may have one: one coupon', async () => {
  const campaignId = await newCampaign(await adminToken(), { quantity: 100, perUser: 1 });
  const { token } = await newShopper();
  const answers = await Promise.all(Array.from({ length: 50 }, () => claim(token, campaignId)));
  expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
    201,
    ...Array(49).fill('coupon.limitReached'),
  ]);
});
