import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Answer,
  adminToken,
  call,
  claim,
  must,
  newCampaign,
  newProduct,
  newShopper,
  orderOf,
  pidOf,
  type Shopper,
} from './support/api';
import { inParallel } from './support/in-parallel';
import { expect, receiverUrl, test } from './support/test';

test.describe.configure({ timeout: 240_000 });

const orderCount = 500;
const shopperCount = 25;
/** One claim beside every second order. More coupons than are given before the first kill, and fewer than are asked for. */
const couponCount = 125;

type Placed = { id: string };
type Received = { items: { orderId: string }[] };

test('the web process is killed in the middle of 500 orders and claims: every paid order reaches the receiver once, and as many coupons are given as there are', async () => {
  const admin = await adminToken();
  const { variantId } = await newProduct(admin, { units: 1_000 });
  const campaignId = await newCampaign(admin, { quantity: couponCount, perUser: orderCount / shopperCount });
  const shoppers = await inParallel(Array.from({ length: shopperCount }), 8, () => newShopper({ balanceWon: 400_000 }));
  let placed = 0;
  const kills = [Math.floor(orderCount / 3), Math.floor((orderCount * 2) / 3)];

  const claims: (string | undefined)[] = [];
  const orders = await Promise.all(
    shoppers.map(async (shopper) => {
      const ids: string[] = [];
      for (let count = 0; count < orderCount / shopperCount; count++) {
        const claiming = count % 2 === 0 ? [claimOnce(shopper, campaignId)] : [];
        const [order, ...claimed] = await Promise.all([orderOnce(shopper, variantId), ...claiming]);
        ids.push(order);
        claims.push(...claimed);
        placed += 1;
        if (placed >= (kills[0] ?? Number.POSITIVE_INFINITY)) {
          kills.shift();
          process.kill(pidOf('web'), 'SIGKILL');
        }
      }
      return ids;
    }),
  );

  const given = claims.filter((outcome) => outcome !== 'coupon.soldOut');
  expect(new Set(given).size).toBe(couponCount);
  expect(given).toHaveLength(couponCount);
  expect(await must('GET', `/admin/coupon-campaigns/${campaignId}/stats`, { token: admin })).toMatchObject({
    issued: couponCount,
    usable: couponCount,
  });

  const ids = orders.flat();
  expect(new Set(ids).size).toBe(orderCount);
  for (const { token } of shoppers) {
    const paidWon = (orderCount / shopperCount) * 13_000;
    expect(await must('GET', '/wallet', { token })).toEqual({ balanceWon: 400_000 - paidWon });
  }
  expect(await must('GET', `/variants/${variantId}/stock`)).toMatchObject({ availableUnits: 1_000 - orderCount });

  await expect.poll(() => missingAtReceiver(ids), { timeout: 120_000, intervals: [1_000] }).toBe(0);
  for (const id of ids) {
    const order = (await (await fetch(new URL(`/orders/${id}`, receiverUrl))).json()) as Record<string, unknown>;
    expect(order).toMatchObject({ orderId: id, sequences: [1], anomalies: 0 });
  }
});

/** Orders one unit, asking again with the same keys until the shop answers, as a client does that hears nothing. */
async function orderOnce({ token }: Shopper, variantId: string): Promise<string> {
  const key = randomUUID();
  const cart = await untilAnswered(() =>
    call<Parameters<typeof orderOf>[0]>('PUT', `/cart/lines/${variantId}`, { token, body: { quantity: 1 } }),
  );
  const body = orderOf(cart.body);
  const answer = await untilAnswered(() => call<Placed>('POST', '/orders', { token, key, body }));
  expect(answer.body, JSON.stringify(answer.body)).toMatchObject({ status: 'PAID' });
  return answer.body.id;
}

/** As `orderOnce`: the coupon's id, or why there is none. */
async function claimOnce({ token }: Shopper, campaignId: string): Promise<string | undefined> {
  const key = randomUUID();
  const { body } = await untilAnswered(() => claim(token, campaignId, key));
  return body.id ?? body.code;
}

async function untilAnswered<Body>(ask: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    // Refused connections and cut answers are what this test is about; anything else is thrown at the deadline.
    const answer = await ask().catch((error: unknown) => error as Error);
    const settled = !(answer instanceof Error) && answer.status < 500 && answer.body.code !== 'idempotency.inFlight';
    if (settled) return answer;
    if (Date.now() > deadline)
      throw answer instanceof Error ? answer : new Error(`unanswered: ${JSON.stringify(answer.body)}`);
    await wait(100);
  }
}

async function missingAtReceiver(ids: string[]): Promise<number> {
  const { items } = (await (await fetch(new URL('/orders', receiverUrl))).json()) as Received;
  const received = new Set(items.map((order) => order.orderId));
  return ids.filter((id) => !received.has(id)).length;
}
