import type { StockStatus } from '@/lib/catalog/model';
import { productStockStatus, stockStatus } from '@/lib/catalog/rules';
import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { groupBy } from '@/lib/shared/group';

export type Availability = { availableUnits: number; stockStatus: StockStatus };

/** What is not on sale, or not there at all. */
export const nothing: Availability = { availableUnits: 0, stockStatus: 'SOLD_OUT' };

/**
 * What can be bought of products that have one of these ids, or a variant with one, and of each of their variants. One query, by index.
 */
export async function readAvailability(
  db: Db,
  ids: string[],
): Promise<{ variants: Map<string, Availability>; products: Map<string, Availability> }> {
  const found = await rows<VariantRow>(
    db,
    sql`SELECT v.id, v.product_id, v.status = 'ACTIVE' AND p.status = 'ACTIVE' AS on_sale,
          coalesce(s.on_hand_units - s.reserved_units, 0) AS available_units, coalesce(s.safety_min_units, 0) AS safety_min_units
        FROM variants v JOIN products p ON p.id = v.product_id LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE v.product_id IN (
          SELECT product_id FROM variants WHERE id = ANY (${ids}::uuid[]) UNION SELECT unnest(${ids}::uuid[]))`,
  );
  const variants = new Map(
    found.map(({ id, onSale, ...stock }) => [
      id,
      onSale ? { availableUnits: stock.availableUnits, stockStatus: stockStatus(stock) } : nothing,
    ]),
  );
  const products = new Map<string, Availability>();
  for (const [productId, siblings] of groupBy(found, (variant) => variant.productId)) {
    const onSale = siblings.filter((variant) => variant.onSale);
    products.set(productId, {
      availableUnits: onSale.reduce((sum, variant) => sum + variant.availableUnits, 0),
      stockStatus: productStockStatus(onSale.map(stockStatus)),
    });
  }
  return { variants, products };
}

type VariantRow = {
  id: string;
  productId: string;
  onSale: boolean;
  availableUnits: number;
  safetyMinUnits: number;
};
