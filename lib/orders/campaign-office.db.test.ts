import { expect, it } from 'vitest';
import { chooseCoupons } from '@/lib/cart/choose-coupons';
import { openCart } from '@/lib/cart/open-cart';
import { CampaignQuery, campaignStates, IssuedCouponQuery } from '@/lib/coupons/admin-model';
import {
  countCampaigns,
  listCampaigns,
  listCodeBatches,
  listIssuedCoupons,
  readCampaignStats,
} from '@/lib/coupons/admin-queries';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { createCodes } from '@/lib/coupons/create-codes';
import { redeemCode } from '@/lib/coupons/redeem-code';
import { addCampaign, couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { findUsers } from '@/lib/identity/find-users';
import type { Actor } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, unwrap } from '@/lib/shared/result';
import { placeOrder } from './place-order';
import { revokeCoupon } from './revoke-coupon';
import { addShopper, addVariant, checkout, fillCart, noon } from './test-shop';

const db = testDb();

async function claimed(actor: Actor, campaignId: string): Promise<string> {
  const given = unwrap(await inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon })));
  return 'id' in given ? given.id : '';
}

it('an order counts once in what a campaign brought in, however many of its coupons it has', async () => {
  const campaignId = await addCampaign({ issue: { way: 'CLAIM', perUser: 2 }, stackable: true });
  const hana = await addShopper({ balanceWon: 100_000 });
  const couponIds = [await claimed(hana, campaignId), await claimed(hana, campaignId)];
  const variantId = await addVariant({ units: 5, priceWon: 60_000 });
  await fillCart(hana, { [variantId]: 1 });
  const chosen = await inTransaction(async (tx) => {
    const cart = required(await openCart(tx, { userId: hana.userId, guestToken: null }, noon), 'cart');
    return chooseCoupons(tx, { cart, userId: hana.userId, couponIds, byHand: true, now: noon });
  });
  const { version } = unwrap(chosen);
  unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, version, { expectedTotalWon: 54_000 }))));
  expect(unwrap(await readCampaignStats(db, campaignId))).toMatchObject({
    ...{ issued: 2, used: 2, usable: 0, useRate: 1 },
    ...{ discountWon: 6_000, revenueWon: 54_000 },
  });
});

it('campaigns are found by what they are doing, their way and their name', async () => {
  const window = (opens: number, closes: number) => ({
    opensAt: later(noon, days(opens)).toISOString(),
    closesAt: later(noon, days(closes)).toISOString(),
  });
  const ids = {
    DRAFT: await addCampaign({ status: 'DRAFT' }),
    SCHEDULED: await addCampaign({ issue: { way: 'CLAIM', ...window(1, 2) } }),
    RUNNING: await addCampaign({ issue: { way: 'CODE', ...window(-1, 1) }, name: { ko: '100%_세일', en: 'Sale' } }),
    ENDED: await addCampaign({ issue: { way: 'CLAIM', ...window(-2, -1) } }),
  };
  const find = async (query: object) => {
    const page = unwrap(await listCampaigns(db, CampaignQuery.parse(query), { now: noon }));
    return page.items.map(({ id, state }) => [id, state]);
  };
  for (const state of campaignStates) expect(await find({ state })).toEqual([[ids[state], state]]);
  expect(await countCampaigns(db, { now: noon })).toEqual({ DRAFT: 1, SCHEDULED: 1, RUNNING: 1, ENDED: 1 });
  expect(await find({ way: 'CODE' })).toEqual([[ids.RUNNING, 'RUNNING']]);
  expect(await find({ q: '0%_세' })).toEqual([[ids.RUNNING, 'RUNNING']]);
  expect(await find({ q: 'sale', state: 'DRAFT' })).toEqual([]);
});

it('a campaign’s coupons come page by page, the latest first, whatever became of them', async () => {
  const campaignId = await addCampaign();
  await addCampaign();
  const shoppers = [await addShopper(), await addShopper(), await addShopper()];
  const couponIds: string[] = [];
  for (const actor of shoppers) couponIds.push(await claimed(actor, campaignId));
  const [, second = ''] = couponIds;
  unwrap(
    await inTransaction((tx) =>
      revokeCoupon(tx, { actor: couponAdmin, couponId: second, reason: 'a test', now: noon }),
    ),
  );
  const list = async (query: object) =>
    unwrap(await listIssuedCoupons(db, { campaignId, ...IssuedCouponQuery.parse(query) }));
  const first = await list({ limit: 2 });
  expect(first.items.map(({ id, state }) => [id, state])).toEqual([
    [couponIds[2], 'USABLE'],
    [second, 'REVOKED'],
  ]);
  expect((await list({ limit: 2, cursor: first.nextCursor })).items.map(({ id }) => id)).toEqual([couponIds[0]]);
  expect((await list({ state: 'REVOKED' })).items.map(({ id }) => id)).toEqual([second]);
  const { email } = await db.user.findUniqueOrThrow({ where: { id: shoppers[0]?.userId ?? '' } });
  expect((await list({ email })).items).toMatchObject([{ id: couponIds[0], owner: { email }, source: 'CLAIM' }]);
  expect(await listIssuedCoupons(db, { campaignId: newId(), limit: 5 })).toEqual(
    err({ code: 'coupon.campaignNotFound' }),
  );
});

it('a list names people by id or address, however it is written, each once, and tells who is nobody', async () => {
  const [hana, minji] = [await addShopper(), await addShopper()];
  const { email } = await db.user.findUniqueOrThrow({ where: { id: hana.userId } });
  const nobody = ['nobody@maru.example', newId(), 'not an address'];
  const found = await findUsers(db, [email.toUpperCase(), hana.userId, minji.userId.toUpperCase(), ...nobody]);
  expect(found).toEqual({ ids: [hana.userId, minji.userId], unknown: nobody });
});

it('single codes are listed as the batches that they were made in, with how many were redeemed', async () => {
  const campaignId = await addCampaign({ issue: { way: 'CODE', code: 'SHARED' } });
  const create = (count: number) =>
    inTransaction((tx) => createCodes(tx, { actor: couponAdmin, campaignId, count })).then(unwrap);
  const { codes } = await create(3);
  await create(2);
  const hana = await addShopper();
  const redeem = { actor: hana, code: codes[0] ?? '', signs: null, now: noon };
  unwrap(await inTransaction((tx) => redeemCode(tx, redeem)));
  expect(await listCodeBatches(db, campaignId)).toMatchObject([
    { count: 2, redeemedCount: 0 },
    { count: 3, redeemedCount: 1 },
  ]);
});
