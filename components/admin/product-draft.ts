import type { AdminProduct } from '@/lib/catalog/admin-model';
import {
  optionNameLengthMax,
  optionValueLengthMax,
  type ProductStatus,
  type VariantStatus,
  variantsPerProductMax,
} from '@/lib/catalog/model';
import { numberIn } from './number-in';

/**
 * What the product editor holds while somebody works: every field as the text that was typed, so that nothing is lost when it is refused.
 * Options stand once, with their values; variants say which of them they are. `key`s are the editor's own.
 */
export type ProductDraft = {
  name: BothLanguages;
  description: BothLanguages;
  slug: string;
  categoryId: string;
  status: ProductStatus;
  options: OptionDraft[];
  variants: VariantDraft[];
};

export type BothLanguages = { ko: string; en: string };
export type OptionDraft = { key: string; name: BothLanguages; values: ValueDraft[] };
export type ValueDraft = BothLanguages & { key: string };
/** Keys of values by keys of options. */
export type Choices = Record<string, string>;

export type VariantDraft = {
  key: string;
  /** Null until it is saved. */
  id: string | null;
  sku: string;
  choices: Choices;
  priceWon: string;
  compareAtWon: string;
  maxPerOrder: string;
  /** Units that a new one starts with; from then on stock is moved elsewhere. */
  onHandUnits: string;
  status: VariantStatus;
  /** Of one that is saved: what could be bought now. */
  availableUnits: number | null;
};

let keyCount = 0;

/** A key that nothing else on this page has; for what people add, since the server and the browser would count differently. */
export function nextKey(): string {
  keyCount += 1;
  return `k${keyCount}`;
}

export function emptyDraft(categoryId: string): ProductDraft {
  return {
    name: { ko: '', en: '' },
    description: { ko: '', en: '' },
    slug: '',
    categoryId,
    status: 'DRAFT',
    options: [],
    variants: [emptyVariant('first')],
  };
}

function emptyVariant(key: string): VariantDraft {
  return {
    key,
    id: null,
    sku: '',
    choices: {},
    priceWon: '',
    compareAtWon: '',
    maxPerOrder: '',
    onHandUnits: '0',
    status: 'ACTIVE',
    availableUnits: null,
  };
}

/** A saved product as it is edited: the options are gathered from its variants. Keys are the same wherever it is made. */
export function draftOf(product: AdminProduct): ProductDraft {
  const options: OptionDraft[] = [];
  const variants = product.variants.map((variant): VariantDraft => {
    const english = Object.entries(variant.optionsEn ?? {});
    const choices: Choices = {};
    for (const [place, [name, value]] of Object.entries(variant.options).entries()) {
      const [nameEn, valueEn] = english[place] ?? ['', ''];
      const option =
        options.find((one) => one.name.ko === name) ??
        added(options, { key: `o${options.length}`, name: { ko: name, en: nameEn }, values: [] });
      const { key, values } = option;
      const chosen =
        values.find((one) => one.ko === value) ??
        added(values, { key: `${key}v${values.length}`, ko: value, en: valueEn });
      choices[option.key] = chosen.key;
    }
    return {
      key: variant.id,
      id: variant.id,
      sku: variant.sku,
      choices,
      priceWon: String(variant.priceWon),
      compareAtWon: String(variant.compareAtWon ?? ''),
      maxPerOrder: String(variant.maxPerOrder ?? ''),
      onHandUnits: '',
      status: variant.status,
      availableUnits: variant.availableUnits,
    };
  });
  const { name, description, slug, categoryId, status } = product;
  return {
    name: { ko: name.ko, en: name.en ?? '' },
    description: { ko: description.ko, en: description.en ?? '' },
    ...{ slug, categoryId, status, options, variants },
  };
}

function added<Item extends { key: string }>(list: Item[], item: Item): Item {
  list.push(item);
  return item;
}

/** Combinations of the options' values that no variant has, in the options' order; no more than a product may still get. */
export function missingCombinations({ options, variants }: ProductDraft): Choices[] {
  const named = options.map(({ key, values }) => ({ key, values: values.filter(({ ko }) => ko.trim() !== '') }));
  if (named.length === 0 || named.some(({ values }) => values.length === 0)) return [];
  const roomCount = variantsPerProductMax - variants.length;
  const present = new Set(variants.map(({ choices }) => signatureOf(options, choices)));
  const missing: Choices[] = [];
  for (const choices of combinations(named)) {
    if (missing.length >= roomCount) break;
    if (!present.has(signatureOf(options, choices))) missing.push(choices);
  }
  return missing;
}

/** One at a time: five options of many values have more combinations than anybody waits for. */
function* combinations([first, ...rest]: { key: string; values: ValueDraft[] }[]): Generator<Choices> {
  if (!first) yield {};
  else
    for (const value of first.values)
      for (const others of combinations(rest)) yield { [first.key]: value.key, ...others };
}

function signatureOf(options: OptionDraft[], choices: Choices): string {
  return options.map(({ key }) => choices[key] ?? '').join('|');
}

/** `백자 · 소`, in one language as far as it was given. */
export function choicesText({ options }: Pick<ProductDraft, 'options'>, choices: Choices, locale: 'ko' | 'en'): string {
  const texts = options.map(({ key, values }) => {
    const value = values.find((one) => one.key === choices[key]);
    return value?.[locale] || value?.ko || '–';
  });
  return texts.join(' · ');
}

/** The draft with these combinations as variants: they take over the price of the first, and a SKU made from its. */
export function withVariants(draft: ProductDraft, combinations: Choices[]): ProductDraft {
  const [model] = draft.variants;
  const base = (draft.slug || model?.sku.replace(/-\d+$/, '') || '').toUpperCase();
  const taken = new Set(draft.variants.map(({ sku }) => sku));
  const variants = combinations.map((choices) => {
    const sku = base === '' ? '' : freeSku(base, taken);
    taken.add(sku);
    const { priceWon = '', compareAtWon = '', maxPerOrder = '' } = model ?? {};
    return { ...emptyVariant(nextKey()), sku, choices, priceWon, compareAtWon, maxPerOrder };
  });
  return { ...draft, variants: [...draft.variants, ...variants] };
}

function freeSku(base: string, taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++) {
    const sku = `${base}-${number}`;
    if (!taken.has(sku)) return sku;
  }
}

/** The draft with a further option. Variants that are there get its first value, since every variant has every option. */
export function withOption(draft: ProductDraft): ProductDraft {
  const value = { key: nextKey(), ko: '', en: '' };
  const option = { key: nextKey(), name: { ko: '', en: '' }, values: [value] };
  const variants = draft.variants.map((variant) => ({
    ...variant,
    choices: { ...variant.choices, [option.key]: value.key },
  }));
  return { ...draft, options: [...draft.options, option], variants };
}

/** The draft without an option. Variants that only it told apart are alike then: of those that are not saved the first stays. */
export function withoutOption(draft: ProductDraft, optionKey: string): ProductDraft {
  const options = draft.options.filter(({ key }) => key !== optionKey);
  const seen = new Set<string>();
  const variants = draft.variants
    .map((variant) => {
      const { [optionKey]: _, ...choices } = variant.choices;
      return { ...variant, choices };
    })
    .filter(({ id, choices }) => {
      const signature = signatureOf(options, choices);
      const isFirst = !seen.has(signature);
      seen.add(signature);
      return id !== null || isFirst;
    });
  return { ...draft, options, variants };
}

/** The draft without a value, and without the variants of it that are not saved. */
export function withoutValue(draft: ProductDraft, optionKey: string, valueKey: string): ProductDraft {
  const options = draft.options.map((option) =>
    option.key === optionKey ? { ...option, values: option.values.filter(({ key }) => key !== valueKey) } : option,
  );
  const variants = draft.variants.filter(({ id, choices }) => id !== null || choices[optionKey] !== valueKey);
  return { ...draft, options, variants };
}

/**
 * Keys of options and values whose Korean text is missing, too long, or another's of its kind. Of two that are alike the later is named.
 * To the use cases they would be one, so this is found before they are asked.
 */
export function badOptionKeys({ options }: ProductDraft): ReadonlySet<string> {
  const bad = new Set<string>();
  const judge = (entries: { key: string; text: string }[], lengthMax: number) => {
    const seen = new Set<string>();
    for (const { key, text } of entries) {
      const plain = text.trim();
      if (plain === '' || plain.length > lengthMax || seen.has(plain)) bad.add(key);
      seen.add(plain);
    }
  };
  judge(
    options.map(({ key, name }) => ({ key, text: name.ko })),
    optionNameLengthMax,
  );
  for (const { values } of options)
    judge(
      values.map(({ key, ko }) => ({ key, text: ko })),
      optionValueLengthMax,
    );
  return bad;
}

/** Whether saved variants are told apart by their options, so that none can be taken away. */
export function hasSavedVariants({ variants }: ProductDraft): boolean {
  return variants.filter(({ id }) => id !== null).length > 1;
}

/** Whether a saved variant is of this value, so that it can't be taken away. */
export function isValueUsed({ variants }: ProductDraft, optionKey: string, valueKey: string): boolean {
  return variants.some(({ id, choices }) => id !== null && choices[optionKey] === valueKey);
}

/**
 * The draft as the use cases take it. What is not a number stays the text that it is, so that it is refused at its field and not taken
 * for nothing. English that was begun and not finished is filled up with Korean.
 */
export function payloadOf(draft: ProductDraft, saved: AdminProduct | null) {
  const { name, description, slug, categoryId, status } = draft;
  const [nameEn, descriptionEn] = [name.en.trim() || null, description.en.trim() || null];
  const hadEnglish = saved?.name.en !== undefined;
  return {
    ...(saved && { version: saved.version }),
    name: { ko: name.ko, ...((nameEn !== null || hadEnglish) && { en: nameEn }) },
    description: { ko: description.ko, ...((descriptionEn !== null || hadEnglish) && { en: descriptionEn }) },
    ...((slug.trim() !== '' || saved) && { slug: slug.trim() }),
    categoryId,
    status,
    variants: draft.variants.map((variant) => variantPayload(variant, draft.options, saved !== null)),
  };
}

function variantPayload(variant: VariantDraft, options: OptionDraft[], isChange: boolean) {
  const chosen = options.flatMap(({ key, name, values }) => {
    const value = values.find((one) => one.key === variant.choices[key]);
    return value ? [{ name, value }] : [];
  });
  const isEnglish = chosen.some(({ name, value }) => name.en.trim() !== '' || value.en.trim() !== '');
  return {
    ...(variant.id !== null && { id: variant.id }),
    sku: variant.sku,
    options: Object.fromEntries(chosen.map(({ name, value }) => [name.ko.trim(), value.ko.trim()])),
    optionsEn: isEnglish
      ? Object.fromEntries(
          chosen.map(({ name, value }) => [name.en.trim() || name.ko.trim(), value.en.trim() || value.ko.trim()]),
        )
      : null,
    priceWon: numberIn(variant.priceWon),
    compareAtWon: numberIn(variant.compareAtWon),
    maxPerOrder: numberIn(variant.maxPerOrder),
    ...(variant.id === null ? { onHandUnits: numberIn(variant.onHandUnits) ?? 0 } : {}),
    ...(isChange && { status: variant.status }),
  };
}
