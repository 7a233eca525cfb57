import { cartCouponsMax } from '@/lib/coupons/model';
import type { Db } from '@/lib/db/client';
import type { PricedLine, ShippingRule } from '@/lib/pricing/model';
import { bestSet } from '@/lib/pricing/rules/best-set';
import { mostSaving } from '@/lib/pricing/rules/most-saving';
import { quote } from '@/lib/pricing/rules/quote';
import { readSettings } from '@/lib/settings/read-settings';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import type { BestCoupons } from './model';
import { viewCoupon, viewQuote } from './queries';
import { quoteCart } from './quote-cart';
import { readCartContents } from './read-cart-contents';
import { type ChosenCoupon, readUsableCoupons, usableCouponsMax } from './read-chosen-coupons';

/**
 * The member's coupons that together make the cart cost the least, chosen or not; of many, those that save most by themselves. The others
 * say why they are left out.
 */
export async function findBestCoupons(
  db: Db,
  { cartId, userId, locale, now }: { cartId: string; userId: string; locale: Locale; now: Date },
): Promise<BestCoupons> {
  const shipping = await readSettings(db);
  const { lines: found } = await readCartContents(db, { cartId, now });
  const lines = found.filter((line) => line.sellable);
  const usable = await readUsableCoupons(db, { userId, limit: usableCouponsMax, now });
  const [good, useless] = [usable.filter(isUsable), usable.filter((coupon) => !isUsable(coupon))];
  const coupons = [...mostSaving(good, lines, cartCouponsMax), ...useless].slice(0, cartCouponsMax);
  const couponIds = bestSet(lines, coupons.filter(isUsable), shipping);
  const best = coupons.filter(({ couponId }) => couponIds.includes(couponId));
  const quoted = quoteCart({ lines, coupons: best }, shipping);
  const leftOut = coupons
    .filter((coupon) => !best.includes(coupon))
    .map((coupon) => ({ coupon, discountWon: 0, ...reasonAgainst(coupon, { best, lines, shipping }) }));
  return {
    couponIds,
    coupons: [...quoted.coupons, ...leftOut].map((coupon) => viewCoupon(coupon, locale)),
    quote: viewQuote(quoted),
  };
}

function isUsable({ useRefusal }: ChosenCoupon): boolean {
  return useRefusal === null;
}

/** Why a coupon can't be used at all, or what the cart would say of it besides the best; one that would apply is left out because nothing would cost less with it. */
function reasonAgainst(
  coupon: ChosenCoupon,
  { best, lines, shipping }: { best: ChosenCoupon[]; lines: PricedLine[]; shipping: ShippingRule },
) {
  if (coupon.useRefusal !== null) return { reason: coupon.useRefusal, missingWon: 0 };
  const { coupons } = quote(lines, [...best, coupon], shipping);
  const { refusal, missingWon } = required(
    coupons.find(({ couponId }) => couponId === coupon.couponId),
    `coupon ${coupon.couponId}`,
  );
  return { reason: refusal ?? ('NO_BETTER' as const), missingWon };
}
