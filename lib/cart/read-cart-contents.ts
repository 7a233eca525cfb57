import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { Localized } from '@/lib/shared/locale';
import type { Options, PairedOptions } from '@/lib/shared/options';
import { type ChosenCoupon, readChosenCoupons } from './read-chosen-coupons';

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

/** What is in a cart: its lines at present prices and stock, oldest first, and the coupons that were chosen for it. */
export type CartContents = { lines: CartRow[]; coupons: ChosenCoupon[] };

/** In one statement, where no coupon is chosen. */
export async function readCartContents(db: Db, { cartId, now }: { cartId: string; now: Date }): Promise<CartContents> {
  const found = await rows<CartRow & { hasCoupons: boolean }>(
    db,
    sql`SELECT l.variant_id, v.product_id, p.category_id, p.slug, v.sku, v.options, v.options_en, l.quantity, v.max_per_order, v.price_won AS unit_price_won,
          l.price_when_added_won, v.status = 'ACTIVE' AND p.status = 'ACTIVE' AS sellable,
          coalesce(s.on_hand_units - s.reserved_units, 0) AS available_units,
          (SELECT json_object_agg(t.locale, t.name) FROM product_translations t WHERE t.product_id = p.id) AS name,
          (SELECT url FROM pictures WHERE product_id = p.id ORDER BY position LIMIT 1) AS image,
          EXISTS (SELECT FROM cart_coupons WHERE cart_id = ${cartId}::uuid) AS has_coupons
        FROM cart_lines l JOIN variants v ON v.id = l.variant_id JOIN products p ON p.id = v.product_id
          LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE l.cart_id = ${cartId}::uuid ORDER BY l.added_at, l.variant_id`,
  );
  const mayHaveCoupons = found.length === 0 || found.some(({ hasCoupons }) => hasCoupons);
  const coupons = mayHaveCoupons ? await readChosenCoupons(db, { cartId, now }) : [];
  return { lines: found.map(({ hasCoupons: _has, ...line }) => line), coupons };
}
