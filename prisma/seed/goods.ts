import { createCategory } from '@/lib/catalog/create-category';
import type { Tx } from '@/lib/db/client';
import { execute, joinSql, type Sql, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { createStockedProduct } from '@/lib/inventory/create-stocked-product';
import { hours, later } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import { demoCategories, demoPictures, demoProducts } from './catalog-data';
import type { DemoVariant } from './catalog-model';
import type { Dice } from './dice';

/** A variant on the shelf, as orders of the demo choose from them. */
export type Shelved = {
  variantId: string;
  priceWon: number;
  unitsLeft: number;
  safetyMinUnits: number;
  perOrderMax: number;
  /** What makes it scarce: the units of orders that are still to come. Of what there is plenty of, none. */
  runUnits: number[];
};

/** So many orders took of what is scarce today. */
const runOrders = 2;

/** The last product came this many days ago, the others before it. */
const newestDays = 5;
const oldestDays = 45;

/** Puts every category, product and first stock on the shelves: of what is scarce today, also what has been sold of it. */
export async function seedGoods(tx: Tx, { actor, dice, now }: SeedGoods): Promise<Shelved[]> {
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
    const opened = variants.map((variant) => openShelf(variant, dice));
    const product = {
      ...{ slug, name, description, status: 'ACTIVE' as const, pictures: demoPictures(demo) },
      categoryId: categoryIds.get(demo.category) ?? '',
      variants: variants.map(({ options, ...variant }, index) => ({
        ...{ ...variant, options: options.ko, optionsEn: options.en },
        onHandUnits: required(opened[index], 'the shelf').unitsLeft,
      })),
    };
    const created = unwrap(await createStockedProduct(tx, { actor, product, now: later(now, -hours(24 * ageDays)) }));
    for (const [index, { variantId }] of created.variants.entries()) {
      const { safetyMinUnits, safetyMaxUnits } = required(variants[index], 'the variant');
      limits.push(sql`(${variantId}::uuid, ${safetyMinUnits}::int, ${safetyMaxUnits}::int)`);
      shelved.push({ variantId, ...required(opened[index], 'the shelf') });
    }
  }
  await execute(
    tx,
    sql`UPDATE stock_levels s SET safety_min_units = l.minimum, safety_max_units = l.maximum
        FROM (VALUES ${joinSql(limits)}) AS l (variant_id, minimum, maximum) WHERE s.variant_id = l.variant_id`,
  );
  return shelved;
}

type SeedGoods = { actor: Actor; dice: Dice; now: Date };

/** What was there before anybody bought. */
function openShelf({ onHandUnits, safetyMinUnits, priceWon, maxPerOrder = 3 }: DemoVariant, dice: Dice) {
  const isScarce = onHandUnits <= safetyMinUnits;
  const runUnits = Array.from({ length: isScarce ? runOrders : 0 }, () => dice.between(1, maxPerOrder));
  const unitsLeft = runUnits.reduce((sum, units) => sum + units, onHandUnits);
  return { priceWon, safetyMinUnits, unitsLeft, perOrderMax: maxPerOrder, runUnits };
}

/** In strides over the shelves, so that the new arrivals come from all of them. */
function mixedShelves() {
  const stride = [7, 11, 13].find((step) => demoProducts.length % step !== 0) ?? 1;
  return demoProducts
    .map((_, turn) => demoProducts[(turn * stride) % demoProducts.length] ?? demoProducts[0])
    .flatMap((product) => product ?? []);
}
