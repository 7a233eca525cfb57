import type { VariantView } from '@/lib/catalog/model';

type Options = VariantView['options'];
type Optioned = Pick<VariantView, 'id' | 'options' | 'availableUnits'>;

/** The names that variants differ by, each with its values, both in the order in which the variants have them. */
export function optionNames(variants: Optioned[]): { name: string; values: string[] }[] {
  const names = [...new Set(variants.flatMap(({ options }) => Object.keys(options)))];
  return names.map((name) => ({
    name,
    values: [...new Set(variants.flatMap(({ options }) => options[name] ?? []))],
  }));
}

/** What a page starts with: the first variant that can be bought, else the first. */
export function firstChoice<Variant extends Optioned>(variants: Variant[]): Variant | undefined {
  return variants.find(({ availableUnits }) => availableUnits > 0) ?? variants[0];
}

/**
 * The variant that choosing one value leads to: of those that have it, the one that agrees most with what was chosen before.
 * Ties go to the earlier variant. Sold out or not makes no difference, since sold-out ones can be chosen too.
 */
export function choose<Variant extends Optioned>(
  variants: Variant[],
  chosen: Options,
  { name, value }: { name: string; value: string },
): Variant | undefined {
  const having = variants.filter(({ options }) => options[name] === value);
  return having.reduce<Variant | undefined>(
    (best, one) => (best && agreement(best.options, chosen) >= agreement(one.options, chosen) ? best : one),
    undefined,
  );
}

function agreement(options: Options, chosen: Options): number {
  return Object.entries(chosen).filter(([name, value]) => options[name] === value).length;
}

/** How many units one purchase may have: what there is, and no more than the variant's limit. */
export function purchaseLimit({
  availableUnits,
  maxPerOrder,
}: {
  availableUnits: number;
  maxPerOrder: number;
}): number {
  return Math.max(1, Math.min(availableUnits, maxPerOrder));
}
