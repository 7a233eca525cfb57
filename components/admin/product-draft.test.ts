import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AdminProduct, type AdminVariant, NewProduct, ProductChange } from '@/lib/catalog/admin-model';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import {
  choicesText,
  draftOf,
  emptyDraft,
  isValueUsed,
  missingCombinations,
  type ProductDraft,
  payloadOf,
  withOption,
  withoutOption,
  withoutValue,
  withVariants,
} from './product-draft';

const categoryId = newId();

test('a product with two options gets a variant for every combination, with the first one’s price', () => {
  const draft = filled([
    ['색상', '백자', '청자'],
    ['크기', '소', '중', '대'],
  ]);
  const missing = missingCombinations(draft);
  expect(missing.map((choices) => choicesText(draft, choices, 'ko'))).toEqual([
    '백자 · 중',
    '백자 · 대',
    '청자 · 소',
    '청자 · 중',
    '청자 · 대',
  ]);
  const whole = withVariants(draft, missing);
  expect(missingCombinations(whole)).toEqual([]);
  const product = NewProduct.parse(payloadOf(whole, null));
  expect(product.variants.map(({ sku, priceWon, options }) => [sku, priceWon, Object.values(options).join()])).toEqual([
    ['JAR', 12_900, '백자,소'],
    ['JAR-2', 12_900, '백자,중'],
    ['JAR-3', 12_900, '백자,대'],
    ['JAR-4', 12_900, '청자,소'],
    ['JAR-5', 12_900, '청자,중'],
    ['JAR-6', 12_900, '청자,대'],
  ]);
});

test('what is not a number is refused at its field', () => {
  const draft = filled([]);
  const [variant] = draft.variants;
  const typed = { ...draft, variants: [{ ...required(variant, 'a variant'), priceWon: '만원', compareAtWon: '-1' }] };
  const paths = NewProduct.safeParse(payloadOf(typed, null)).error?.issues.map(({ path }) => path.join('.'));
  expect(paths).toEqual(['variants.0.priceWon', 'variants.0.compareAtWon']);
});

test('English that was begun is filled up with Korean, and none is none', () => {
  const draft = filled([['색상', '백자']]);
  expect(payloadOf(draft, null).variants[0]).toMatchObject({ options: { 색상: '백자' }, optionsEn: null });
  const begun = {
    ...draft,
    options: draft.options.map((option) => ({ ...option, name: { ...option.name, en: 'Colour' } })),
  };
  expect(payloadOf(begun, null).variants[0]).toMatchObject({ optionsEn: { Colour: '백자' } });
});

test('an option that goes takes what it alone told apart with it, but nothing that is saved', () => {
  const start = filled([['색상', '백자', '청자']]);
  const draft = withVariants(start, missingCombinations(start));
  const option = required(draft.options[0], 'the option');
  const [, celadon] = option.values.map(({ key }) => key);
  expect(withoutOption(draft, option.key).variants).toHaveLength(1);
  expect(withoutValue(draft, option.key, celadon ?? '').variants).toHaveLength(1);
  const saved = { ...draft, variants: draft.variants.map((variant) => ({ ...variant, id: newId() })) };
  expect(withoutOption(saved, option.key).variants).toHaveLength(2);
  expect(isValueUsed(saved, option.key, celadon ?? '')).toBe(true);
  expect(isValueUsed(draft, option.key, celadon ?? '')).toBe(false);
});

test('opening a product and saving it again changes nothing', () => {
  fc.assert(
    fc.property(products, (product) => {
      const change = ProductChange.parse(payloadOf(draftOf(product), product));
      expect(change).toMatchObject({
        slug: product.slug,
        categoryId: product.categoryId,
        status: product.status,
        version: 3,
      });
      expect(change.name).toEqual(product.name);
      for (const [at, variant] of product.variants.entries()) {
        const { options, optionsEn, sku, priceWon, compareAtWon, maxPerOrder, status } = variant;
        expect(change.variants?.[at]).toEqual({
          id: variant.id,
          options,
          optionsEn,
          sku,
          priceWon,
          compareAtWon,
          maxPerOrder,
          status,
        });
      }
    }),
  );
});

test('English that was there and is cleared is taken away', () => {
  fc.assert(
    fc.property(products, (product) => {
      const draft = { ...draftOf(product), name: { ko: '항아리', en: ' ' }, description: { ko: '', en: '' } };
      const { name, description } = ProductChange.parse(payloadOf(draft, product));
      const isCleared = product.name.en !== undefined;
      expect([name?.en, description?.en]).toEqual(isCleared ? [null, null] : [undefined, undefined]);
    }),
  );
});

test('every offered combination makes variants that shoppers can tell apart', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), { maxLength: 3 }), (values) => {
      const draft = filled(values.map((texts, at) => [`옵션${at}`, ...texts]));
      const whole = withVariants(draft, missingCombinations(draft));
      expect(whole.variants).toHaveLength(values.reduce((product, texts) => product * texts.length, 1));
      expect(NewProduct.shape.variants.safeParse(payloadOf(whole, null).variants).success).toBe(true);
    }),
  );
});

/** A draft with these options, each a name and its values, and one variant of the first values. */
function filled(options: string[][]): ProductDraft {
  const draft: ProductDraft = { ...emptyDraft(categoryId), slug: 'jar', name: { ko: '항아리', en: '' } };
  const [first] = draft.variants;
  const start = { ...draft, variants: [{ ...required(first, 'a variant'), sku: 'JAR', priceWon: '12,900' }] };
  return options.reduce<ProductDraft>((so, [name = '', ...values]) => {
    const next = withOption(so);
    const option = required(next.options.at(-1), 'the option');
    const [only] = option.values;
    const named = values.map((ko, at) => ({ key: at === 0 && only ? only.key : `${option.key}-${at}`, ko, en: '' }));
    return { ...next, options: [...so.options, { ...option, name: { ko: name, en: '' }, values: named }] };
  }, start);
}

const word = fc.string({ unit: fc.constantFrom(...'가나다라마바사'), minLength: 1, maxLength: 5 });
const money = fc.integer({ min: 1, max: 1_000_000 });
/** Variants of one product: the same options, in both languages or in Korean. */
const products = fc
  .record({
    names: fc.uniqueArray(word, { maxLength: 3 }),
    english: fc.boolean(),
    count: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ names, english, count }) =>
    fc
      .array(
        fc.record({
          values: fc.tuple(word, word, word),
          priceWon: money,
          limit: fc.option(fc.integer({ min: 1, max: 99 })),
        }),
        {
          minLength: count,
          maxLength: count,
        },
      )
      .map(
        (rows): AdminProduct => ({
          ...{ id: newId(), slug: 'jar', categoryId, status: 'ACTIVE', priceWon: 1, compareAtWon: null, version: 3 },
          name: { ko: '항아리', ...(english && { en: 'Jar' }) },
          description: { ko: '흰 것.' },
          ...{ pictures: [], formerSlugs: [], createdAt: '', updatedAt: '' },
          variants: rows.map(
            ({ values, priceWon, limit }, at): AdminVariant => ({
              ...{
                id: newId(),
                productId: '',
                sku: `S-${at}`,
                priceWon,
                compareAtWon: null,
                maxPerOrder: limit,
                status: 'ACTIVE',
              },
              options: Object.fromEntries(names.map((name, place) => [name, values[place] ?? ''])),
              optionsEn:
                english && names.length > 0
                  ? Object.fromEntries(names.map((name, place) => [`${name}E`, `${values[place]}E`]))
                  : null,
              ...{ onHandUnits: 0, reservedUnits: 0, availableUnits: 0, stockStatus: 'SOLD_OUT' },
            }),
          ),
        }),
      ),
  );
