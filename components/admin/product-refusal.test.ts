import { expect, test } from 'vitest';
import type { AppError } from '@/lib/http/errors';
import { emptyDraft, type ProductDraft, type VariantDraft } from './product-draft';
import { type Refusal, standingRefusal } from './product-refusal';

test('a field is blamed until it is typed otherwise, and the others go on being blamed', () => {
  const sent = draft([{ priceWon: '만원' }, { priceWon: '-1' }]);
  const refused = badInput('name.ko', 'variants.0.priceWon', 'variants.1.priceWon');
  expect(standing(refused, { sent, now: sent })).toEqual(['name.ko', 'variants.0.priceWon', 'variants.1.priceWon']);
  const named = { ...sent, name: { ko: '항아리', en: '' } };
  expect(standing(refused, { sent, now: named })).toEqual(['variants.0.priceWon', 'variants.1.priceWon']);
  const priced = { ...named, ...draft([{ priceWon: '10000' }, { priceWon: '-1' }]), name: named.name };
  expect(standing(refused, { sent, now: priced })).toEqual(['variants.1.priceWon']);
});

test('what is blamed follows its variant when another is taken away, and goes with its own', () => {
  const sent = draft([{ priceWon: '만원' }, { priceWon: '-1' }]);
  const refused = badInput('variants.1.priceWon');
  const [first, second] = sent.variants;
  const only = (variant: VariantDraft | undefined) => ({ ...sent, variants: variant ? [variant] : [] });
  expect(standing(refused, { sent, now: only(second) })).toEqual(['variants.1.priceWon']);
  expect(standing(refused, { sent, now: only(first) })).toBeNull();
});

test('of two variants that are alike either can be changed', () => {
  const sent = draft([{ choices: { o0: 'white' } }, { choices: { o0: 'white' } }]);
  const changed = draft([{ choices: { o0: 'green' } }, { choices: { o0: 'white' } }]);
  expect(standing(badInput('variants.1.options.색.상'), { sent, now: changed })).toBeNull();
  const twice: Refusal = { error: { code: 'catalog.optionsTwice', sku: 'S1' }, fields: [] };
  expect(standing(twice, { sent, now: sent })).toEqual([]);
  expect(standing(twice, { sent, now: changed })).toBeNull();
});

test.each<{ error: AppError; change: Partial<ProductDraft> }>([
  { error: { code: 'catalog.slugTaken' }, change: { slug: 'other' } },
  { error: { code: 'catalog.categoryNotFound' }, change: { categoryId: 'other' } },
  { error: { code: 'catalog.noActiveVariant' }, change: { status: 'ACTIVE' } },
  { error: { code: 'catalog.skuTaken', sku: 'S0' }, change: draft([{ sku: 'S9' }]) },
  { error: { code: 'catalog.compareAtNotAbove', sku: 'S0' }, change: draft([{ priceWon: '1' }]) },
])('$error.code is settled by what its rule looks at, and by nothing else', ({ error, change }) => {
  const sent = draft([{}]);
  const refused = { error, fields: [] };
  expect(standing(refused, { sent, now: { ...sent, description: { ko: '흰 것.', en: '' } } })).toEqual([]);
  expect(standing(refused, { sent, now: { ...sent, ...change } })).toBeNull();
});

test('what no field can put right stands', () => {
  const sent = draft([{}]);
  const refused: Refusal = { error: { code: 'catalog.productChanged', version: 4 }, fields: [] };
  expect(standing(refused, { sent, now: draft([{ priceWon: '1' }]) })).toEqual([]);
});

function standing(refusal: Refusal, { sent, now }: { sent: ProductDraft; now: ProductDraft }): string[] | null {
  const left = standingRefusal(refusal, { sent, draft: now, saved: null });
  return left?.fields.map(({ path }) => path.replace('product.', '')) ?? null;
}

function badInput(...paths: string[]): Refusal {
  const fields = paths.map((path) => ({ path: `product.${path}`, message: '' }));
  return { error: { code: 'http.badInput', errors: fields }, fields };
}

function draft(variants: Partial<VariantDraft>[]): ProductDraft {
  const start = emptyDraft('category');
  const values = [
    { key: 'white', ko: '백자', en: '' },
    { key: 'green', ko: '청자', en: '' },
  ];
  return {
    ...start,
    options: [{ key: 'o0', name: { ko: '색.상', en: '' }, values }],
    variants: variants.flatMap((change, place) =>
      start.variants.map((variant) => ({ ...variant, key: `v${place}`, id: `v${place}`, sku: `S${place}`, ...change })),
    ),
  };
}
