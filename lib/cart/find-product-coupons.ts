import { type CampaignOffer, cartCouponsMax } from '@/lib/coupons/model';
import { listOffers } from '@/lib/coupons/queries';
import type { Db } from '@/lib/db/client';
import type { CouponTerms, PricedLine } from '@/lib/pricing/model';
import { bestPriceOf } from '@/lib/pricing/rules/best-set';
import { mostSaving } from '@/lib/pricing/rules/most-saving';
import type { Locale } from '@/lib/shared/locale';
import { readUsableCoupons, usableCouponsMax } from './read-chosen-coupons';

/** A product as coupons see it. `categoryIds`: its own and all above it. */
export type CouponedProduct = { id: string; categoryIds: string[]; variants: { id: string; priceWon: number }[] };

/** What one unit costs with the best coupons. `isAfterTaking`: with one that they have not taken yet. */
export type CouponPrice = { priceWon: number; isAfterTaking: boolean };

/**
 * Coupons for a product: those that one can get now or soon, and by variant what one unit costs with what the visitor has and what they
 * could take now, where that is less. Shipping is not in it. Nobody who is not signed in is promised what only some may have.
 */
export async function findProductCoupons(
  db: Db,
  { product, userId, locale, now }: { product: CouponedProduct; userId: string | null; locale: Locale; now: Date },
): Promise<{ offers: CampaignOffer[]; couponPrices: Record<string, CouponPrice> }> {
  const [found, usable] = await Promise.all([
    listOffers(db, { userId, locale, now }),
    userId === null ? [] : readUsableCoupons(db, { userId, limit: usableCouponsMax, now }),
  ]);
  const offers = found.filter((offer) => isFor(offer, product) && shownStates.has(offer.claim.state));
  const taking = offers.filter((offer) => isForTaking(offer, userId !== null));
  const terms = [
    ...usable.filter(({ useRefusal }) => useRefusal === null),
    ...taking.map((offer) => asTerms(offer, product)),
  ];
  const prices = product.variants.flatMap(({ id, priceWon }) => {
    const line = lineOf(product, { variantId: id, unitPriceWon: priceWon });
    const best = bestPriceOf(line, mostSaving(terms, [line], cartCouponsMax));
    const isAfterTaking = taking.some((offer) => best.couponIds.includes(offer.id));
    return best.priceWon < priceWon ? [[id, { priceWon: best.priceWon, isAfterTaking }] as const] : [];
  });
  return { offers, couponPrices: Object.fromEntries(prices) };
}

const shownStates = new Set<CampaignOffer['claim']['state']>(['OPEN', 'NOT_YET', 'CLAIMED']);

function isFor({ scope }: CampaignOffer, { id, categoryIds }: CouponedProduct): boolean {
  switch (scope.type) {
    case 'ALL':
      return true;
    case 'PRODUCTS':
      return scope.ids.includes(id);
    case 'CATEGORIES':
      return scope.ids.some((categoryId) => categoryIds.includes(categoryId));
  }
}

function isForTaking({ claim, tiers, firstPurchaseOnly }: CampaignOffer, isMember: boolean): boolean {
  return claim.state === 'OPEN' && (isMember || (tiers.length === 0 && !firstPurchaseOnly));
}

/** Of a category's coupon it is known here that the product is in it, though perhaps in one below. */
function asTerms({ id, discount, scope, minimumWon, stackable }: CampaignOffer, product: CouponedProduct): CouponTerms {
  const narrowed = scope.type === 'ALL' ? scope : { type: 'PRODUCTS' as const, ids: [product.id] };
  return { couponId: id, discount, scope: narrowed, minimumWon, stackable };
}

function lineOf(
  { id, categoryIds }: CouponedProduct,
  variant: Pick<PricedLine, 'variantId' | 'unitPriceWon'>,
): PricedLine {
  return { ...variant, productId: id, categoryId: categoryIds.at(-1) ?? '', quantity: 1 };
}
