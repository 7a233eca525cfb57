import { type CouponRow, couponColumns, discountOf, hasBought, scopeOf } from '@/lib/coupons/coupon-sql';
import type { PartialCancelPolicy } from '@/lib/coupons/model';
import { refuseUse, type UseRefusal } from '@/lib/coupons/rules';
import type { Db } from '@/lib/db/client';
import { rows, type Sql, sql } from '@/lib/db/sql';
import type { CouponTerms } from '@/lib/pricing/model';
import type { Localized } from '@/lib/shared/locale';

/** A coupon with its terms, and why it can't be used at all; null where it can. */
export type ChosenCoupon = CouponTerms & {
  name: Localized;
  /** The code that everybody enters for it, where there is one. */
  sharedCode: string | null;
  usableUntil: Date;
  policy: PartialCancelPolicy;
  firstPurchaseOnly: boolean;
  useRefusal: UseRefusal | null;
};

/** The coupons that were chosen for a cart, each judged by itself. */
export function readChosenCoupons(db: Db, { cartId, now }: { cartId: string; now: Date }): Promise<ChosenCoupon[]> {
  return readCoupons(db, sql`c.id IN (SELECT coupon_id FROM cart_coupons WHERE cart_id = ${cartId}::uuid)`, now);
}

/** Usable coupons of a person that are looked at, those that end first. */
export const usableCouponsMax = 200;

/** A person's coupons that are unused and within their time, those that end first at the top; each judged by itself. */
export function readUsableCoupons(
  db: Db,
  { userId, limit, now }: { userId: string; limit: number; now: Date },
): Promise<ChosenCoupon[]> {
  const usable = sql`c.user_id = ${userId}::uuid AND c.state = 'USABLE' AND c.usable_from <= ${now} AND c.usable_until > ${now}`;
  return readCoupons(db, sql`${usable} ORDER BY c.usable_until, c.id LIMIT ${limit}`, now);
}

type TermsRow = CouponRow & { sharedCode: string | null; policy: PartialCancelPolicy; hasBought: boolean };

/** The ids of a scope; chosen categories stand for all below them. */
export function scopeWithDescendants(type: Sql, ids: Sql): Sql {
  return sql`CASE WHEN ${type} = 'CATEGORIES' THEN ARRAY (
    WITH RECURSIVE below AS (
      SELECT g.id FROM categories g WHERE g.id = ANY (${ids})
      UNION SELECT g.id FROM categories g JOIN below ON g.parent_id = below.id
    ) SELECT id FROM below) ELSE ${ids} END`;
}

async function readCoupons(db: Db, chosen: Sql, now: Date): Promise<ChosenCoupon[]> {
  const found = await rows<TermsRow>(
    db,
    sql`SELECT ${couponColumns}, ${scopeWithDescendants(sql`k.scope_type`, sql`k.scope_ids`)} AS scope_ids, k.shared_code, k.partial_cancel_policy AS policy,
          k.first_purchase_only AND ${hasBought(sql`c.user_id`)} AS has_bought
        FROM coupons c JOIN coupon_campaigns k ON k.id = c.campaign_id WHERE ${chosen}`,
  );
  return found.map((row) => ({
    couponId: row.id,
    discount: discountOf(row),
    scope: scopeOf(row),
    minimumWon: row.minimumWon,
    stackable: row.stackable,
    name: row.name,
    sharedCode: row.sharedCode,
    usableUntil: row.usableUntil,
    policy: row.policy,
    firstPurchaseOnly: row.firstPurchaseOnly,
    useRefusal: refuseUse(row, { hasBought: row.hasBought, now }),
  }));
}
