import { randomUUID } from 'node:crypto';
import { adminToken, claim, must, newCampaign, type Shopper } from './support/api';
import { storm, untilAnswered } from './support/storm';
import { expect, receiverUrl, test } from './support/test';

test.describe.configure({ timeout: 240_000 });

const seed = 2026;
const orderCount = 240;
const shopperCount = 20;
/** One claim beside every second order. More coupons than are given before the first kill, and fewer than are asked for. */
const couponCount = 60;

test('a storm: web process, job runner and receiver are killed in the middle of 240 orders with their changes, and the receiver goes through its faults: it ends with what the shop has, and as many coupons are given as there are', async () => {
  const admin = await adminToken();
  const campaignId = await newCampaign(admin, { quantity: couponCount, perUser: orderCount / shopperCount });
  const claims: (string | undefined)[] = [];

  const report = await storm(admin, {
    ...{ seed, orderCount, shopperCount, receiverUrl },
    kills: [
      { part: 'web', afterOrders: 60 },
      { part: 'receiver', afterOrders: 100 },
      { part: 'web', afterOrders: 140 },
      { part: 'jobs', afterOrders: 180 },
    ],
    faultMs: 1_500,
    downMs: 1_500,
    closing: { chance: 1, inTheEnd: true },
    drainMsMax: 120_000,
    beside: async (shopper, order) => {
      if (order % 2 === 0) claims.push(await claimOnce(shopper, campaignId));
    },
  });
  expect(report).toMatchObject({ orders: orderCount, kills: { length: 4 } });

  const given = claims.filter((outcome) => outcome !== 'coupon.soldOut');
  expect(new Set(given).size).toBe(couponCount);
  expect(given).toHaveLength(couponCount);
  expect(await must('GET', `/admin/coupon-campaigns/${campaignId}/stats`, { token: admin })).toMatchObject({
    issued: couponCount,
    usable: couponCount,
  });
});

/** Asks again with the same key until the shop answers: the coupon's id, or why there is none. */
async function claimOnce({ token }: Shopper, campaignId: string): Promise<string | undefined> {
  const key = randomUUID();
  const { body } = await untilAnswered(() => claim(token, campaignId, key));
  return body.id ?? body.code;
}
