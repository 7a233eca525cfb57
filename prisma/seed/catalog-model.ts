import type { Localized } from '@/lib/shared/locale';

/** In both languages: the demo shop is complete in English too. */
export type Bilingual = Required<Localized>;

export type DemoCategory = { slug: string; parent: string | null; name: Bilingual };

export type DemoPicture = { url: string; width: number; height: number };

export type DemoVariant = {
  sku: string;
  /** Option name to value, in both languages; empty when there is nothing to choose. */
  options: { ko: Record<string, string>; en: Record<string, string> };
  priceWon: number;
  compareAtWon?: number;
  maxPerOrder?: number;
  /** Units before any order; of what is scarce (at or below its minimum) those that are left after them. */
  onHandUnits: number;
  safetyMinUnits: number;
  safetyMaxUnits: number;
};

export type DemoProduct = {
  slug: string;
  /** Slug of the category that it sits on. */
  category: string;
  name: Bilingual;
  description: Bilingual;
  variants: DemoVariant[];
};

/** A top category with the categories below it and everything on them. */
export type DemoShelf = {
  slug: string;
  name: Bilingual;
  children: { slug: string; name: Bilingual }[];
  products: DemoProduct[];
};

/** `['백자', 'White', 12]`: the value in both languages, then what is on hand of it. `priceWon` when it differs from the product's. */
type Choice = [ko: string, en: string, onHandUnits: number, priceWon?: number];

type Offer = {
  sku: string;
  priceWon: number;
  compareAtWon?: number;
  maxPerOrder?: number;
  /** Below this a shop orders again. */
  safetyMinUnits?: number;
};

const safetyMinDefault = 5;

/** A product that has nothing to choose. */
export function single({ onHandUnits, ...offer }: Offer & { onHandUnits: number }): DemoVariant[] {
  return [variantOf(offer, { suffix: '', options: { ko: {}, en: {} }, onHandUnits })];
}

/** One variant per choice of one option. */
export function choices(offer: Offer, option: Bilingual, values: Choice[]): DemoVariant[] {
  return values.map(([ko, en, onHandUnits, priceWon]) =>
    variantOf(
      { ...offer, ...(priceWon !== undefined && { priceWon }) },
      {
        suffix: `-${skuPart(en)}`,
        options: { ko: { [option.ko]: ko }, en: { [option.en]: en } },
        onHandUnits,
      },
    ),
  );
}

/** One variant per pair of two options, as colour and size; `onHandUnits` row by row. */
export function grid(
  offer: Offer,
  first: { name: Bilingual; values: Bilingual[] },
  second: { name: Bilingual; values: Bilingual[] },
  onHandUnits: number[][],
): DemoVariant[] {
  return first.values.flatMap((one, row) =>
    second.values.map((other, column) =>
      variantOf(offer, {
        suffix: `-${skuPart(one.en)}-${skuPart(other.en)}`,
        options: {
          ko: { [first.name.ko]: one.ko, [second.name.ko]: other.ko },
          en: { [first.name.en]: one.en, [second.name.en]: other.en },
        },
        onHandUnits: onHandUnits[row]?.[column] ?? 0,
      }),
    ),
  );
}

export const colour: Bilingual = { ko: '색상', en: 'Colour' };
export const size: Bilingual = { ko: '크기', en: 'Size' };

function variantOf(
  offer: Offer,
  { suffix, options, onHandUnits }: { suffix: string; options: DemoVariant['options']; onHandUnits: number },
): DemoVariant {
  const { sku, priceWon, compareAtWon, maxPerOrder, safetyMinUnits = safetyMinDefault } = offer;
  return {
    sku: `${sku}${suffix}`,
    options,
    priceWon,
    ...(compareAtWon !== undefined && compareAtWon > priceWon && { compareAtWon }),
    ...(maxPerOrder !== undefined && { maxPerOrder }),
    onHandUnits,
    safetyMinUnits,
    safetyMaxUnits: Math.max(onHandUnits, safetyMinUnits) * 3,
  };
}

function skuPart(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '')
    .slice(0, 6);
}
