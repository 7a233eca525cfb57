import { expect, it } from 'vitest';
import { type CampaignTerms, CampaignTerms as Terms } from '@/lib/coupons/admin-model';
import { addCampaign, couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { addVariant, noon } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { err, unwrap } from '@/lib/shared/result';
import { TrialInput, triedCouponId } from './admin-model';
import { tryCampaign } from './try-campaign';

const db = testDb();

const tenPercent: CampaignTerms = Terms.parse({
  ...{ discount: { type: 'PERCENT', percent: 10 }, scope: { type: 'ALL' }, minimumWon: 0 },
  ...{ firstPurchaseOnly: false, stackable: false, use: { days: 30 } },
});

function attempt(trial: object) {
  return tryCampaign(db, { actor: couponAdmin, trial: TrialInput.parse({ terms: tenPercent, ...trial }), now: noon });
}

it('prices a cart that nobody has with a campaign that nobody saved, beside those that run', async () => {
  const variantId = await addVariant({ priceWon: 20_000, units: 5 });
  const fixed = await addCampaign({ discount: { type: 'FIXED', amountWon: 3_000 } });
  const tried = unwrap(await attempt({ lines: [{ variantId, quantity: 2 }], campaignIds: [fixed] }));
  expect(tried.lines).toEqual([{ variantId, quantity: 2, unitPriceWon: 20_000, discountWon: 7_000 }]);
  expect(tried.coupons.map(({ couponId, lane, discountWon, reason }) => [couponId, lane, discountWon, reason])).toEqual(
    [
      [triedCouponId, 'ORDER_PERCENT', 4_000, null],
      [fixed, 'ORDER_FIXED', 3_000, null],
    ],
  );
  expect(tried.quote).toMatchObject({ goodsWon: 40_000, orderDiscountWon: 7_000 });
  expect(await db.coupon.count()).toBe(0);
});

it('says why a coupon does not apply: a minimum, a lane, a shopper who has bought, a time that is over', async () => {
  const variantId = await addVariant({ priceWon: 20_000, units: 5 });
  const lines = [{ variantId, quantity: 1 }];
  const reasonsOf = async (trial: object) =>
    unwrap(await attempt({ lines, ...trial })).coupons.map(({ couponId, reason, missingWon }) => [
      couponId === triedCouponId ? 'tried' : 'other',
      reason,
      missingWon,
    ]);
  expect(await reasonsOf({ terms: { ...tenPercent, minimumWon: 50_000 } })).toEqual([
    ['tried', 'BELOW_MINIMUM', 30_000],
  ]);
  const better = await addCampaign({ discount: { type: 'PERCENT', percent: 50 } });
  expect(await reasonsOf({ campaignIds: [better] })).toEqual([
    ['other', null, 0],
    ['tried', 'LANE_TAKEN', 0],
  ]);
  const first = { ...tenPercent, firstPurchaseOnly: true };
  expect(await reasonsOf({ terms: first })).toEqual([['tried', null, 0]]);
  expect(await reasonsOf({ terms: first, hasBought: true })).toEqual([['tried', 'NOT_FIRST_PURCHASE', 0]]);
  const over = { ...tenPercent, use: { until: noon.toISOString() } };
  expect(await reasonsOf({ terms: over })).toEqual([['tried', 'EXPIRED', 0]]);
});

it('takes a category for all below it', async () => {
  const variantId = await addVariant({ priceWon: 20_000, units: 5 });
  const { product } = await db.variant.findUniqueOrThrow({ where: { id: variantId }, select: { product: true } });
  const parentId = newId();
  await db.category.create({ data: { id: parentId, slug: `parent-${parentId}` } });
  await db.category.update({ where: { id: product.categoryId }, data: { parentId } });
  const terms = { ...tenPercent, scope: { type: 'CATEGORIES', ids: [parentId] } };
  const tried = unwrap(await attempt({ terms, lines: [{ variantId, quantity: 1 }] }));
  expect(tried.coupons).toMatchObject([{ lane: 'ITEM', discountWon: 2_000 }]);
});

it('knows no variant and no campaign that is not there', async () => {
  const variantId = await addVariant({ priceWon: 1_000, units: 1 });
  expect(await attempt({ lines: [{ variantId: newId(), quantity: 1 }] })).toEqual(
    err({ code: 'cart.variantNotFound' }),
  );
  expect(await attempt({ lines: [{ variantId, quantity: 1 }], campaignIds: [newId()] })).toEqual(
    err({ code: 'coupon.campaignNotFound' }),
  );
});
