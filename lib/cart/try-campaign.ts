import type { CampaignTerms } from '@/lib/coupons/admin-model';
import { type CampaignRow, campaignColumns, discountOf, scopeOf } from '@/lib/coupons/coupon-sql';
import type { CouponScope } from '@/lib/coupons/model';
import { refuseUse, type UseRefusal, windowFromIssue } from '@/lib/coupons/rules';
import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import type { CouponTerms, PricedLine } from '@/lib/pricing/model';
import { laneOf } from '@/lib/pricing/rules/coupon-terms';
import { quote } from '@/lib/pricing/rules/quote';
import { readSettings } from '@/lib/settings/read-settings';
import { required } from '@/lib/shared/invariant';
import { err, ok, type Result } from '@/lib/shared/result';
import { type Trial, type TrialInput, triedCouponId } from './admin-model';
import { scopeWithDescendants } from './read-chosen-coupons';

type TriedCoupon = CouponTerms & { useRefusal: UseRefusal | null };

/**
 * What a cart would cost with a coupon of a campaign that need not be saved, issued now: the quote that a shopper would get, by the same
 * rules. Changes nothing, and looks at no stock.
 *
 * Errors: `cart.variantNotFound`; `coupon.campaignNotFound` for another campaign that is not there.
 */
export async function tryCampaign(
  db: Db,
  { actor, trial, now }: { actor: Actor; trial: TrialInput; now: Date },
): Promise<Result<Trial, { code: 'cart.variantNotFound' } | { code: 'coupon.campaignNotFound' }>> {
  assertAdmin(actor);
  const { terms, hasBought } = trial;
  const [lines, others, scope, settings] = await Promise.all([
    readLines(db, trial.lines),
    readOthers(db, trial.campaignIds, { hasBought, now }),
    readScope(db, terms.scope),
    readSettings(db),
  ]);
  if (!lines) return err({ code: 'cart.variantNotFound' });
  if (!others) return err({ code: 'coupon.campaignNotFound' });
  const tried = { ...terms, couponId: triedCouponId, scope, useRefusal: refuse(terms, { hasBought, now }) };
  return ok(viewTrial(lines, [tried, ...others], settings));
}

function viewTrial(lines: PricedLine[], coupons: TriedCoupon[], settings: Parameters<typeof quote>[2]): Trial {
  const usable = coupons.filter(({ useRefusal }) => useRefusal === null);
  const useless = coupons.filter(({ useRefusal }) => useRefusal !== null);
  const { coupons: quoted, lineDiscountsWon, ...price } = quote(lines, usable, settings);
  const laneOfCoupon = (couponId: string) =>
    laneOf(
      required(
        coupons.find((coupon) => coupon.couponId === couponId),
        `coupon ${couponId}`,
      ),
    );
  return {
    lines: lines.map(({ variantId, quantity, unitPriceWon }, place) => ({
      ...{ variantId, quantity, unitPriceWon },
      discountWon: lineDiscountsWon[place] ?? 0,
    })),
    coupons: [
      ...quoted.map(({ couponId, discountWon, refusal, missingWon }) => ({
        ...{ couponId, discountWon, missingWon },
        lane: laneOfCoupon(couponId),
        reason: refusal,
      })),
      ...useless.map((coupon) => ({
        ...{ couponId: coupon.couponId, discountWon: 0, missingWon: 0 },
        lane: laneOf(coupon),
        reason: coupon.useRefusal,
      })),
    ],
    quote: price,
  };
}

/** Why a coupon that is issued now could not be used now. */
function refuse(
  { firstPurchaseOnly, use }: Pick<CampaignTerms, 'firstPurchaseOnly' | 'use'>,
  { hasBought, now }: { hasBought: boolean; now: Date },
): UseRefusal | null {
  const window = windowFromIssue(
    { useUntil: 'until' in use ? new Date(use.until) : null, useDays: 'days' in use ? use.days : null },
    now,
  );
  return refuseUse({ state: 'USABLE', ...window, firstPurchaseOnly }, { hasBought, now });
}

/** In the order in which they were asked for, at present prices; null where one is not there. */
async function readLines(db: Db, lines: TrialInput['lines']): Promise<PricedLine[] | null> {
  const ids = lines.map(({ variantId }) => variantId);
  const found = await rows<Omit<PricedLine, 'quantity'>>(
    db,
    sql`SELECT v.id AS variant_id, v.product_id, p.category_id, v.price_won AS unit_price_won
        FROM variants v JOIN products p ON p.id = v.product_id WHERE v.id = ANY (${ids}::uuid[])`,
  );
  const priced = lines.flatMap(({ variantId, quantity }) => {
    const variant = found.find((one) => one.variantId === variantId);
    return variant ? [{ ...variant, quantity }] : [];
  });
  return priced.length === lines.length ? priced : null;
}

async function readOthers(
  db: Db,
  campaignIds: string[],
  shopper: { hasBought: boolean; now: Date },
): Promise<TriedCoupon[] | null> {
  const ids = [...new Set(campaignIds)];
  if (ids.length === 0) return [];
  const found = await rows<CampaignRow>(
    db,
    sql`SELECT ${campaignColumns}, ${scopeWithDescendants(sql`k.scope_type`, sql`k.scope_ids`)} AS scope_ids
        FROM coupon_campaigns k WHERE k.id = ANY (${ids}::uuid[])`,
  );
  if (found.length < ids.length) return null;
  return found.map((row) => {
    const use = row.useUntil ? { until: row.useUntil.toISOString() } : { days: row.useDays ?? 1 };
    return {
      couponId: row.id,
      discount: discountOf(row),
      scope: scopeOf(row),
      minimumWon: row.minimumWon,
      stackable: row.stackable,
      useRefusal: refuse({ firstPurchaseOnly: row.firstPurchaseOnly, use }, shopper),
    };
  });
}

async function readScope(db: Db, scope: CouponScope): Promise<CouponScope> {
  if (scope.type !== 'CATEGORIES') return scope;
  const [wide] = await rows<{ ids: string[] }>(
    db,
    sql`SELECT ${scopeWithDescendants(sql`'CATEGORIES'`, sql`${scope.ids}::uuid[]`)} AS ids`,
  );
  return { ...scope, ids: wide?.ids ?? scope.ids };
}
