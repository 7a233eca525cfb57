import type { Options } from '@/lib/shared/options';
import type { CategoryNode, StockStatus, VariantStatus } from './model';

export type StockState = { availableUnits: number; safetyMinUnits: number };

/** What shoppers read next to an option. LOW begins at the variant's minimum; without a minimum nothing is ever low. */
export function stockStatus({ availableUnits, safetyMinUnits }: StockState): StockStatus {
  if (availableUnits <= 0) return 'SOLD_OUT';
  return availableUnits <= safetyMinUnits ? 'LOW' : 'IN_STOCK';
}

/** A product is as well stocked as its best variant. */
export function productStockStatus(statuses: StockStatus[]): StockStatus {
  if (statuses.includes('IN_STOCK')) return 'IN_STOCK';
  return statuses.includes('LOW') ? 'LOW' : 'SOLD_OUT';
}

export type Priced = { priceWon: number; compareAtWon: number | null };

/** The price in a list: the cheapest variant's, with what that one is compared to. Ties go to the earlier variant. */
export function cheapest<Variant extends Priced>(variants: Variant[]): Variant | null {
  return variants.reduce<Variant | null>((best, one) => (best && best.priceWon <= one.priceWon ? best : one), null);
}

/** A crossed-out price must be above the price itself. */
export function comparesFairly({ priceWon, compareAtWon }: Priced): boolean {
  return compareAtWon === null || compareAtWon > priceWon;
}

type Offered = Priced & { sku: string; status: VariantStatus; options: Options };
type Edit<Value> = { [Key in keyof Value]?: Value[Key] | undefined };

/** `isNew` when shoppers could not choose it by these options until now. */
type Merged = Offered & { isNew: boolean };

/** A product's variants as they will be: the present ones with their changes, then the added ones. */
export function mergeVariants(
  present: (Offered & { id: string })[],
  changed: (Edit<Offered> & { id?: string | undefined })[],
  added: (Edit<Priced> & Pick<Offered, 'sku' | 'priceWon' | 'options'>)[],
): Merged[] {
  const merged = present.map((variant) => {
    const change = changed.find((entry) => entry.id === variant.id);
    const options = change?.options ?? variant.options;
    return {
      sku: change?.sku ?? variant.sku,
      priceWon: change?.priceWon ?? variant.priceWon,
      // Null takes the crossed-out price away, undefined leaves it.
      compareAtWon: change?.compareAtWon === undefined ? variant.compareAtWon : change.compareAtWon,
      status: change?.status ?? variant.status,
      options,
      isNew: variant.status !== 'ACTIVE' || optionsKey(options) !== optionsKey(variant.options),
    };
  });
  const fresh = added.map(({ sku, priceWon, compareAtWon, options }) => ({
    sku,
    priceWon,
    compareAtWon: compareAtWon ?? null,
    status: 'ACTIVE' as const,
    options,
    isNew: true,
  }));
  return [...merged, ...fresh];
}

export type Indistinct = 'catalog.optionsDiffer' | 'catalog.optionsTwice';

/** Shoppers choose by options: which of a product's variants name other ones than the first, or have the same values as one before. */
export function indistinctVariants(variants: { options: Options }[]): { index: number; code: Indistinct }[] {
  const seen = new Set<string>();
  const namesOf = ({ options }: { options: Options }) => JSON.stringify(Object.keys(options).sort());
  return variants.flatMap((variant, index): { index: number; code: Indistinct }[] => {
    const values = optionsKey(variant.options);
    const isSeen = seen.has(values);
    seen.add(values);
    if (variants[0] && namesOf(variant) !== namesOf(variants[0])) return [{ index, code: 'catalog.optionsDiffer' }];
    return isSeen ? [{ index, code: 'catalog.optionsTwice' }] : [];
  });
}

/** The first of what is new on sale that does not fit in with the rest, or null. What was there before is not the change's fault. */
export function findIndistinct(variants: Merged[]): { code: Indistinct; sku: string } | null {
  const active = variants.filter((variant) => variant.status === 'ACTIVE');
  const olderFirst = active.toSorted((a, b) => Number(a.isNew) - Number(b.isNew));
  for (const { index, code } of indistinctVariants(olderFirst)) {
    const variant = olderFirst[index];
    if (variant?.isNew) return { code, sku: variant.sku };
  }
  return null;
}

/** The same for the same options, in whatever order they stand. */
function optionsKey(options: Options): string {
  return JSON.stringify(Object.entries(options).sort());
}

export type CategoryRow = { id: string; parentId: string | null; slug: string; name: string; productCount: number };

/** Rows in their order, nested; a node counts the products of everything below it too. */
export function categoryTree(rows: CategoryRow[], parentId: string | null = null): CategoryNode[] {
  return rows
    .filter((row) => row.parentId === parentId)
    .map(({ id, slug, name, productCount }) => {
      const children = categoryTree(rows, id);
      const below = children.reduce((sum, child) => sum + child.productCount, 0);
      return { id, slug, name, productCount: productCount + below, children };
    });
}

/** Whether hanging `id` below `parentId` would make it its own ancestor. */
export function makesCycle(
  rows: { id: string; parentId: string | null }[],
  { id, parentId }: { id: string; parentId: string },
): boolean {
  const parents = new Map(rows.map((row) => [row.id, row.parentId]));
  for (let at: string | null = parentId; at !== null; at = parents.get(at) ?? null) if (at === id) return true;
  return false;
}

/** An address from a name: `Moon Jar, large` → `moon-jar-large`; empty when no letter of it can stand in one. */
export function slugOf(name: string, lengthMax: number): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, lengthMax)
    .replace(/^-+|-+$/g, '');
}
