import type { Db } from '@/lib/db/client';
import { firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { type Quote, shippingRule } from '@/lib/pricing/model';
import { quote } from '@/lib/pricing/rules/quote';
import type { Locale, Localized } from '@/lib/shared/locale';
import { localizeOptions, type Options, type PairedOptions } from '@/lib/shared/options';
import { hashCartToken } from './cart-token';
import type { CartMark, CartView } from './model';
import type { CartOwner } from './open-cart';
import { lineProblem, quantityLimit } from './rules';

/** A line with all that pricing, stock and freezing need. `sellable`: variant and product are both active. */
export type CartRow = {
  variantId: string;
  productId: string;
  categoryId: string;
  slug: string;
  sku: string;
  name: Localized;
  options: Options;
  optionsEn: PairedOptions | null;
  image: string | null;
  quantity: number;
  maxPerOrder: number | null;
  unitPriceWon: number;
  priceWhenAddedWon: number;
  availableUnits: number;
  sellable: boolean;
};

/** A cart's lines at present prices and stock, oldest first. */
export function readCartRows(db: Db, cartId: string): Promise<CartRow[]> {
  return rows<CartRow>(
    db,
    sql`SELECT l.variant_id, v.product_id, p.category_id, p.slug, v.sku, v.options, v.options_en, l.quantity, v.max_per_order, v.price_won AS unit_price_won,
          l.price_when_added_won, v.status = 'ACTIVE' AND p.status = 'ACTIVE' AS sellable,
          coalesce(s.on_hand_units - s.reserved_units, 0) AS available_units,
          (SELECT json_object_agg(t.locale, t.name) FROM product_translations t WHERE t.product_id = p.id) AS name,
          (SELECT url FROM pictures WHERE product_id = p.id ORDER BY position LIMIT 1) AS image
        FROM cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
          LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE l.cart_id = ${cartId}::uuid ORDER BY l.added_at, l.variant_id`,
  );
}

/** What a visitor without a cart sees. */
export const viewNoCart: CartView = {
  id: null,
  version: 0,
  expiresAt: null,
  lines: [],
  coupons: [],
  quote: viewQuote([]),
};

/** What the shopper sees: lines with their problems, and the price of those that can be bought at all. */
export async function readCart(db: Db, cartId: string, locale: Locale): Promise<CartView> {
  const cart = await firstRow<{ id: string; version: number; expiresAt: Date }>(
    db,
    sql`SELECT id, version, expires_at FROM carts WHERE id = ${cartId}::uuid`,
  );
  return cart ? viewCart(db, cart, locale) : viewNoCart;
}

/** The owner's cart as it is, for pages that only look; a guest's cart that is not merged yet is shown once it is. */
export async function findCart(
  db: Db,
  { userId, guestToken }: CartOwner,
  { now, locale }: { now: Date; locale: Locale },
) {
  const cart = await firstRow<{ id: string; version: number; expiresAt: Date }>(
    db,
    sql`SELECT id, version, expires_at FROM carts WHERE ${ownedBy({ userId, guestToken })} AND expires_at > ${now}`,
  );
  return cart ? viewCart(db, cart, locale) : viewNoCart;
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

async function viewCart(
  db: Db,
  cart: { id: string; version: number; expiresAt: Date },
  locale: Locale,
): Promise<CartView> {
  const lines = await readCartRows(db, cart.id);
  return {
    id: cart.id,
    version: cart.version,
    expiresAt: cart.expiresAt.toISOString(),
    lines: lines.map((line) => viewLine(line, locale)),
    coupons: [],
    quote: viewQuote(lines),
  };
}

/** The price of those that can be bought at all, without its parts by line. */
function viewQuote(lines: CartRow[]): Quote {
  const {
    coupons: _coupons,
    lineDiscountsWon: _lines,
    ...shown
  } = quote(
    lines.filter((line) => line.sellable),
    [],
    shippingRule,
  );
  return shown;
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
