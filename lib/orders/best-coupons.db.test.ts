import { expect, it } from 'vitest';
import { findBestCoupons } from '@/lib/cart/find-best-coupons';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { cartCouponsMax } from '@/lib/coupons/model';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { placeOrder } from './place-order';
import { addShopper, addVariant, checkout, fillCart, noon } from './test-shop';

const db = testDb();

/** A coupon of a new campaign. */
async function couponFor(actor: Actor, campaign: Parameters<typeof addCampaign>[0]): Promise<string> {
  const campaignId = await addCampaign(campaign);
  const given = unwrap(await inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon })));
  return 'id' in given ? given.id : '';
}

async function bestFor({ userId }: Actor, now = noon) {
  const { id: cartId } = await db.cart.findUniqueOrThrow({ where: { userId } });
  return findBestCoupons(db, { cartId, userId, locale: 'ko', now });
}

const fixed = (amountWon: number) => ({ type: 'FIXED', amountWon });

it('finds the coupons that make the cart cost the least, and says why the others are left out', async () => {
  const [hana, minji] = [await addShopper({ balanceWon: 100_000 }), await addShopper()];
  const jar = await addVariant({ units: 10, priceWon: 30_000 });
  const cup = await addVariant({ units: 10, priceWon: 21_000 });
  const { productId } = await db.variant.findUniqueOrThrow({ where: { id: jar } });
  const other = await db.variant.findUniqueOrThrow({ where: { id: await addVariant() } });
  const small = await couponFor(hana, { discount: fixed(1_000) });
  const large = await couponFor(hana, { discount: fixed(1_500) });
  const jars = { scope: { type: 'PRODUCTS', ids: [productId] } };
  const minimum = await couponFor(hana, { discount: fixed(9_000), minimumWon: 60_000 });
  const elsewhere = await couponFor(hana, { scope: { type: 'PRODUCTS', ids: [other.productId] } });
  const first = await couponFor(hana, { firstPurchaseOnly: true, discount: fixed(20_000) });
  const version = await fillCart(hana, { [cup]: 1 });
  unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, version))));
  await couponFor(minji, { discount: fixed(20_000) });
  await fillCart(hana, { [jar]: 1, [cup]: 1 });

  // 50,000 ships for nothing: 1,500 off, or both, would cost more than they save.
  const best = await bestFor(hana);
  expect(best).toMatchObject({ couponIds: [small], quote: { goodsWon: 51_000, shippingWon: 0, totalWon: 50_000 } });
  expect(best.coupons.find(({ couponId }) => couponId === small)).toMatchObject({ applied: true, discountWon: 1_000 });
  const reasons = Object.fromEntries(best.coupons.map((one) => [one.couponId, [one.reason, one.missingWon]]));
  expect(reasons).toEqual({
    [small]: [null, 0],
    [large]: ['NO_BETTER', 0],
    [minimum]: ['BELOW_MINIMUM', 9_000],
    [elsewhere]: ['NOT_IN_CART', 0],
    [first]: ['NOT_FIRST_PURCHASE', 0],
  });

  const jarOnly = await couponFor(hana, { ...jars, discount: { type: 'PERCENT', percent: 50 } });
  const changed = await bestFor(hana);
  expect(changed.couponIds.toSorted()).toEqual([jarOnly, large].toSorted());
  expect(changed.coupons.find(({ couponId }) => couponId === small)).toMatchObject({ reason: 'LANE_TAKEN' });
  expect(changed.quote.totalWon).toBe(51_000 - 15_000 - 1_500 + 3_000);
  expect(await bestFor(hana, later(noon, days(30)))).toMatchObject({ couponIds: [], coupons: [] });
});

it('of more coupons than a cart may hold looks at those that save most, also where they end last', async () => {
  const hana = await addShopper();
  await fillCart(hana, { [await addVariant({ units: 1, priceWon: 30_000 })]: 1 });
  for (let count = 0; count < cartCouponsMax; count++) await couponFor(hana, { discount: fixed(1), use: { days: 1 } });
  const large = await couponFor(hana, { discount: fixed(5_000), use: { days: 9 } });
  const best = await bestFor(hana);
  expect([best.couponIds, best.coupons.length]).toEqual([[large], cartCouponsMax]);
});
