import { expect, it } from 'vitest';
import { chooseBestCoupons } from '@/lib/cart/choose-best-coupons';
import { chooseCoupons } from '@/lib/cart/choose-coupons';
import { findBestCoupons } from '@/lib/cart/find-best-coupons';
import { findProductCoupons } from '@/lib/cart/find-product-coupons';
import { type OpenCart, openCart } from '@/lib/cart/open-cart';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { cartCouponsMax } from '@/lib/coupons/model';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import type { Tx } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
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

function inCart<Value>({ userId }: Actor, work: (tx: Tx, cart: OpenCart) => Promise<Value>): Promise<Value> {
  return inTransaction(async (tx) => {
    const cart = required(await openCart(tx, { userId, guestToken: null }, noon), 'cart');
    return { ok: true, value: await work(tx, cart) } as const;
  }).then(unwrap);
}

it('chooses the best once, anew for other lines, in place of a choice by hand when asked; and until the cart is ordered a hand’s choice stands', async () => {
  const hana = await addShopper({ balanceWon: 200_000 });
  const [jar, cup] = [
    await addVariant({ units: 9, priceWon: 30_000 }),
    await addVariant({ units: 9, priceWon: 40_000 }),
  ];
  const small = await couponFor(hana, { discount: fixed(1_000) });
  const large = await couponFor(hana, { discount: fixed(5_000), minimumWon: 60_000 });
  const { userId } = hana;
  const best = () => inCart(hana, (tx, cart) => chooseBestCoupons(tx, { cart, userId, locale: 'ko', now: noon }));
  const chosen = ({ cart }: Awaited<ReturnType<typeof best>>) => cart.coupons.map(({ couponId }) => couponId);

  await fillCart(hana, { [jar]: 1 });
  const first = await best();
  expect(chosen(first)).toEqual([small]);
  expect(first.leftOut).toMatchObject([{ couponId: large, reason: 'BELOW_MINIMUM', missingWon: 30_000 }]);
  expect((await best()).cart.version).toBe(first.cart.version);
  await fillCart(hana, { [jar]: 1, [cup]: 1 });
  const more = await best();
  expect([chosen(more), more.cart.couponsByHand]).toEqual([[large], false]);

  await inCart(hana, async (tx, cart) =>
    unwrap(await chooseCoupons(tx, { cart, userId, couponIds: [], byHand: true, now: noon })),
  );
  expect(await db.cart.findUnique({ where: { userId } })).toMatchObject({ couponsByHand: true });
  const back = await best();
  expect([chosen(back), back.cart.couponsByHand]).toEqual([[large], false]);
  const none = await inCart(hana, async (tx, cart) =>
    unwrap(await chooseCoupons(tx, { cart, userId, couponIds: [], byHand: true, now: noon })),
  );
  unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, none.version, { expectedTotalWon: 70_000 }))));
  expect(await db.cart.findUnique({ where: { userId } })).toMatchObject({ couponsByHand: false });
});

it('a product costs what it would with the coupons that one has or could take, of which nobody is promised what only some may have', async () => {
  const hana = await addShopper();
  const jar = await addVariant({ units: 9, priceWon: 30_000 });
  const { productId } = await db.variant.findUniqueOrThrow({ where: { id: jar } });
  const { categoryId } = await db.product.findUniqueOrThrow({ where: { id: productId } });
  const other = await db.variant.findUniqueOrThrow({ where: { id: await addVariant() } });
  await couponFor(hana, { discount: fixed(2_000) });
  const ofCategory = await addCampaign({
    scope: { type: 'CATEGORIES', ids: [categoryId] },
    discount: { type: 'PERCENT', percent: 10 },
  });
  await addCampaign({ tiers: ['BRONZE'], scope: { type: 'PRODUCTS', ids: [productId] }, discount: fixed(9_000) });
  await addCampaign({ scope: { type: 'PRODUCTS', ids: [other.productId] }, discount: fixed(20_000) });
  await addCampaign({ minimumWon: 30_001, discount: fixed(20_000) });
  const product = { id: productId, categoryIds: [categoryId], variants: [{ id: jar, priceWon: 30_000 }] };
  const of = (userId: string | null) => findProductCoupons(db, { product, userId, locale: 'ko', now: noon });

  expect((await of(hana.userId)).couponPrices).toEqual({
    [jar]: { priceWon: 30_000 - 9_000 - 2_000, isAfterTaking: true },
  });
  const anybody = await of(null);
  // Two that anybody may take: a tenth off, and the one that Hana has already.
  expect(anybody.couponPrices).toEqual({ [jar]: { priceWon: 30_000 - 3_000 - 2_000, isAfterTaking: true } });
  expect(anybody.offers.map(({ id }) => id)).toContain(ofCategory);
  expect(anybody.offers).toHaveLength(4);
});
