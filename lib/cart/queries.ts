import type { Db } from '@/lib/db/client';
import { firstRow, type Sql, sql } from '@/lib/db/sql';
import { houseSettings } from '@/lib/settings/model';
import { readSettings } from '@/lib/settings/read-settings';
import { type Locale, localize } from '@/lib/shared/locale';
import { localizeOptions } from '@/lib/shared/options';
import { hashCartToken } from './cart-token';
import type { CartMark, CartView } from './model';
import type { CartOwner } from './open-cart';
import { type CartQuote, quoteCart } from './quote-cart';
import { type CartRow, readCartContents } from './read-cart-contents';
import { lineProblem, quantityLimit } from './rules';

/** What a visitor without a cart sees. */
export const viewNoCart: CartView = {
  id: null,
  version: 0,
  expiresAt: null,
  lines: [],
  coupons: [],
  couponsByHand: false,
  // Nothing costs nothing, whatever the rule.
  quote: viewQuote(quoteCart({ lines: [], coupons: [] }, houseSettings)),
};

/** What the shopper sees: lines with their problems, and the price of those that can be bought at all. */
export async function readCart(db: Db, cartId: string, reading: CartReading): Promise<CartView> {
  const cart = await firstRow<FoundCart>(
    db,
    sql`SELECT id, version, expires_at, coupons_by_hand FROM carts WHERE id = ${cartId}::uuid`,
  );
  return cart ? viewCart(db, cart, reading) : viewNoCart;
}

type FoundCart = { id: string; version: number; expiresAt: Date; couponsByHand: boolean };

type CartReading = { locale: Locale; now: Date };

/** The owner's cart as it is, for pages that only look; a guest's cart that is not merged yet is shown once it is. */
export async function findCart(db: Db, { userId, guestToken }: CartOwner, reading: CartReading) {
  const cart = await firstRow<FoundCart>(
    db,
    sql`SELECT id, version, expires_at, coupons_by_hand FROM carts WHERE ${ownedBy({ userId, guestToken })} AND expires_at > ${reading.now}`,
  );
  return cart ? viewCart(db, cart, reading) : viewNoCart;
}

/** As `findCart`, but only how much is in it. */
export async function findCartMark(db: Db, owner: CartOwner, { now }: { now: Date }): Promise<CartMark> {
  const nothing = { id: null, version: 0, units: 0 };
  if (owner.userId === null && owner.guestToken === null) return nothing;
  const mark = await firstRow<CartMark>(
    db,
    sql`SELECT c.id, c.version, coalesce((SELECT sum(quantity) FROM cart_lines WHERE cart_id = c.id), 0)::int AS units
        FROM carts c WHERE ${ownedBy(owner)} AND c.expires_at > ${now}`,
  );
  return mark ?? nothing;
}

function ownedBy({ userId, guestToken }: CartOwner): Sql {
  if (userId !== null) return sql`user_id = ${userId}::uuid`;
  return sql`token_hash = ${guestToken === null ? null : hashCartToken(guestToken)}`;
}

async function viewCart(db: Db, cart: FoundCart, { locale, now }: CartReading): Promise<CartView> {
  const contents = await readCartContents(db, { cartId: cart.id, now });
  const quoted = quoteCart(contents, await readSettings(db));
  return {
    id: cart.id,
    version: cart.version,
    expiresAt: cart.expiresAt.toISOString(),
    lines: contents.lines.map((line) => viewLine(line, locale)),
    coupons: quoted.coupons.map((coupon) => viewCoupon(coupon, locale)),
    couponsByHand: cart.couponsByHand,
    quote: viewQuote(quoted),
  };
}

export function viewCoupon(
  { coupon, discountWon, reason, missingWon }: CartQuote['coupons'][number],
  locale: Locale,
): CartView['coupons'][number] {
  return {
    couponId: coupon.couponId,
    name: localize(coupon.name, locale),
    code: coupon.sharedCode,
    usableUntil: coupon.usableUntil.toISOString(),
    applied: reason === null,
    ...{ discountWon, reason, missingWon },
  };
}

/** The price without its parts by line. */
export function viewQuote({ price, trace }: CartQuote): CartView['quote'] {
  const { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon } = price;
  return { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon, trace };
}

function viewLine(line: CartRow, locale: Locale): CartView['lines'][number] {
  const { sku: _sku, categoryId: _category, maxPerOrder, sellable, name, options, optionsEn, ...shown } = line;
  return {
    ...shown,
    name: name[locale] ?? name.ko,
    options: localizeOptions({ options, optionsEn }, locale),
    quantityMax: quantityLimit(maxPerOrder),
    availableUnits: sellable ? line.availableUnits : 0,
    problem: lineProblem(line),
  };
}
