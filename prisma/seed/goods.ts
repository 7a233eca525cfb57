import { createCategory } from '@/lib/catalog/create-category';
import type { Tx } from '@/lib/db/client';
import { execute, joinSql, type Sql, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { createStockedProduct } from '@/lib/inventory/create-stocked-product';
import { onHandUnitsMax } from '@/lib/inventory/model';
import { raiseStockAlerts } from '@/lib/inventory/raise-stock-alerts';
import { hours, later } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { demoCategories, demoPictures, demoProducts } from './catalog-data';
import type { DemoVariant } from './catalog-model';

/** A variant on the shelf, as orders of the demo choose from them. */
export type Shelved = {
  variantId: string;
  priceWon: number;
  unitsLeft: number;
  safetyMinUnits: number;
  perOrderMax: number;
};

/** The last product came this many days ago, the others before it. */
const newestDays = 5;
const oldestDays = 45;

/** Puts every category, product and first stock on the shelves. */
export async function seedGoods(tx: Tx, { actor, now }: { actor: Actor; now: Date }): Promise<Shelved[]> {
  const openedAt = later(now, -hours(24 * (oldestDays + 1)));
  const categoryIds = new Map<string, string>();
  for (const [position, { slug, parent, name }] of demoCategories.entries()) {
    const parentId = parent === null ? null : categoryIds.get(parent);
    const category = { slug, name, parentId, position };
    const { categoryId } = unwrap(await createCategory(tx, { actor, category, now: openedAt }));
    categoryIds.set(slug, categoryId);
  }

  const shelved: Shelved[] = [];
  const limits: Sql[] = [];
  for (const [turn, demo] of mixedShelves().entries()) {
    const ageDays = oldestDays - ((oldestDays - newestDays) * turn) / (demoProducts.length - 1);
    const { slug, name, description, variants } = demo;
    const product = {
      ...{ slug, name, description, status: 'ACTIVE' as const, pictures: demoPictures(demo) },
      categoryId: categoryIds.get(demo.category) ?? '',
      variants: variants.map(({ options, ...variant }) => ({ ...variant, options: options.ko, optionsEn: options.en })),
    };
    const created = unwrap(await createStockedProduct(tx, { actor, product, now: later(now, -hours(24 * ageDays)) }));
    for (const [index, { variantId }] of created.variants.entries()) {
      const variant = variants[index] as DemoVariant;
      const { safetyMinUnits, safetyMaxUnits, priceWon, onHandUnits, maxPerOrder = 3 } = variant;
      limits.push(sql`(${variantId}::uuid, ${safetyMinUnits}::int, ${safetyMaxUnits}::int)`);
      shelved.push({ variantId, priceWon, safetyMinUnits, unitsLeft: onHandUnits, perOrderMax: maxPerOrder });
    }
  }
  await execute(
    tx,
    sql`UPDATE stock_levels s SET safety_min_units = l.minimum, safety_max_units = l.maximum
        FROM (VALUES ${joinSql(limits)}) AS l (variant_id, minimum, maximum) WHERE s.variant_id = l.variant_id`,
  );
  await raiseAlertsOfShelves(tx);
  return shelved;
}

/** What is short or too much from the start never crosses a limit: its alerts are raised as if it had just come from plenty. */
async function raiseAlertsOfShelves(tx: Tx): Promise<void> {
  const levels = await tx.stockLevel.findMany({ orderBy: { variantId: 'asc' } });
  const plenty = { onHandUnits: onHandUnitsMax, reservedUnits: 0, safetyMinUnits: 0, safetyMaxUnits: null };
  const changes = levels.map(({ variantId, ...after }) => ({ variantId, before: plenty, after }));
  await raiseStockAlerts(tx, changes);
}

/** In strides over the shelves, so that the new arrivals come from all of them. */
function mixedShelves() {
  const stride = [7, 11, 13].find((step) => demoProducts.length % step !== 0) ?? 1;
  return demoProducts
    .map((_, turn) => demoProducts[(turn * stride) % demoProducts.length] ?? demoProducts[0])
    .flatMap((product) => product ?? []);
}
