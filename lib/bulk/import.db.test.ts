import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { addCategory, addProduct } from '@/lib/inventory/test-products';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { listChanges } from './queries';
import { apply, csv, exported, importFile, problemsOf, receive, request, upload } from './test-imports';

const db = testDb();

const header =
  'productSlug,nameKo,nameEn,category,status,sku,options,optionsEn,priceWon,compareAtWon,onHandUnits,safetyMinUnits';

beforeEach(async () => {
  const living = await addCategory('living');
  await addCategory('ceramics', living);
});

/** Everything of the catalogue and its stock that an import may write. */
async function shopNow() {
  const [products, translations, variants, stock, movements, listings, log] = await Promise.all([
    db.product.findMany({ orderBy: { id: 'asc' } }),
    db.productTranslation.findMany({ orderBy: [{ productId: 'asc' }, { locale: 'asc' }] }),
    db.variant.findMany({ orderBy: { id: 'asc' } }),
    db.stockLevel.findMany({ orderBy: { variantId: 'asc' } }),
    db.stockMovement.findMany({ orderBy: { id: 'asc' } }),
    db.productListing.findMany({ orderBy: { productId: 'asc' } }),
    db.auditLog.count(),
  ]);
  return { products, translations, variants, stock, movements, listings, log };
}

test('new products come with their variants, texts, stock and place in the lists, and a line each in the audit log', async () => {
  const logged = await db.auditLog.count();
  const done = await importFile(
    csv(
      header,
      'moon-jar,달항아리,Moon jar,living/ceramics,ACTIVE,JAR-S,크기=소; 색상=백자,Size=Small; Colour=White,"38,000",45000,3,2',
      'moon-jar,달항아리,Moon jar,ceramics,active,JAR-L,크기=대; 색상=백자,Size=Large; Colour=White,58000,,0,0',
      'cup,"찻잔, 둘",,living,,CUP,,,9000,,,',
    ),
  );
  expect(done).toMatchObject({ state: 'APPLIED', problems: [] });
  const jar = await db.product.findUniqueOrThrow({
    where: { slug: 'moon-jar' },
    include: { category: true, variants: { orderBy: { position: 'asc' }, include: { stock: true, movements: true } } },
  });
  expect(jar).toMatchObject({
    status: 'ACTIVE',
    priceWon: 38_000,
    compareAtWon: 45_000,
    category: { slug: 'ceramics' },
  });
  expect(jar.variants).toMatchObject([
    {
      sku: 'JAR-S',
      options: { 크기: '소', 색상: '백자' },
      optionsEn: { 크기: ['Size', 'Small'], 색상: ['Colour', 'White'] },
      stock: { onHandUnits: 3, safetyMinUnits: 2 },
      movements: [{ reason: 'RECEIVE', deltaUnits: 3, balanceUnits: 3 }],
    },
    { sku: 'JAR-L', stock: { onHandUnits: 0 }, movements: [] },
  ]);
  expect(await db.product.findUnique({ where: { slug: 'cup' }, include: { translations: true } })).toMatchObject({
    status: 'DRAFT',
    translations: [{ locale: 'ko', name: '찻잔, 둘' }],
  });
  expect(await db.productListing.findMany({ select: { nameEn: true } })).toEqual([{ nameEn: 'Moon jar' }]);
  expect(await db.auditLog.count()).toBe(logged + 6);
  expect(await db.auditLog.findFirst({ where: { action: 'product.import' } })).toMatchObject({
    entityId: done.importId,
    after: { counts: { products: { created: 2 }, variants: { created: 3 } } },
  });
});

test('two bad rows are named by line, column and reason, and nothing of the file is done', async () => {
  const before = await shopNow();
  const file = csv(
    header,
    'good,좋은 것,,living,,GOOD,,,1000,,,',
    'bad-one,나쁜 것,,living,,BAD-1,,,만원,,,',
    'bad-two,나쁜 것,,nowhere,,BAD-2,,,1000,,,',
  );
  const { importId, state, counts, badRowCount } = await upload(file);
  expect(state).toBe('REFUSED');
  expect(badRowCount).toBe(2);
  expect(counts).toMatchObject({ products: { created: 1 }, variants: { created: 1 } });
  expect(await problemsOf(importId)).toEqual(['3 priceWon notANumber', '4 category unknownCategory']);
  expect(await request(importId)).toMatchObject({ ok: false, error: { code: 'import.notReady', state: 'REFUSED' } });
  expect(await shopNow()).toEqual(before);
});

test('a file is refused as a whole when it can’t be read as one', async () => {
  const refused = async (file: string | Uint8Array) => {
    const result = await receive(file);
    return result.ok ? 'taken' : result.error;
  };
  expect(await refused('productSlug,price,sku,sku,optionsEn\r\nx,1,y,y,z')).toEqual({
    code: 'import.columns',
    unknown: ['price'],
    missing: ['options'],
    twice: ['sku'],
  });
  expect(await refused('nameKo\r\nx')).toMatchObject({ missing: ['productSlug', 'sku'] });
  expect(await refused('')).toEqual({ code: 'import.empty' });
  expect(await refused('productSlug,sku\r\n\r\n,\r\n')).toEqual({ code: 'import.empty' });
  expect(await refused('productSlug,sku\r\na,b\r\n"c,d')).toEqual({
    code: 'import.unreadable',
    line: 3,
    reason: 'quoteNotClosed',
  });
  // 상품 in the encoding that Korean Excel saves by itself, and UTF-16.
  expect(await refused(Buffer.from([0xbb, 0xf3, 0xc7, 0xb0]))).toEqual({ code: 'import.notUtf8' });
  expect(await refused(Buffer.from('productSlug,sku\n', 'utf16le'))).toEqual({ code: 'import.notUtf8' });
  expect(await db.productImport.count()).toBe(0);
});

test('rows are compared with each other and with the shop', async () => {
  await addProduct({
    slug: 'present',
    variants: [
      { sku: 'P-1', options: { 색상: '백자' }, priceWon: 1_000 },
      { sku: 'P-2', options: { 색상: '청자' }, priceWon: 2_000 },
    ],
  });
  const { importId } = await upload(
    csv(
      'productSlug,nameKo,category,status,sku,options,priceWon,compareAtWon,variantStatus,safetyMinUnits,safetyMaxUnits',
      'present,,,,P-1,색상=청자,,,,,', // 2
      'present,,,,P-3,크기=소,500,,,,', // 3
      'present,,,,P-2,색상=청자,,2000,,,', // 4
      'stray,길 잃은 것,living,,P-1,,900,,,,', // 5
      'other,다른 것,living/ceramics,,O-1,색상=백자,900,,,,', // 6
      'other,또 다른 것,ceramics,,O-2,색상=청자,900,,,5,3', // 7
      'new,,,,N-1,,,,,,', // 8
      'asleep,자는 것,living,ACTIVE,S-1,,900,,ARCHIVED,,', // 9
      'Bad Slug,,,WRONG,,색상,0,x,,,', // 10
      'short', // 11
    ),
  );
  expect(await problemsOf(importId)).toEqual([
    '2 options optionsTwice',
    '3 options optionsDiffer',
    '4 compareAtWon compareAtNotAbove',
    '5 sku skuTwice',
    '7 nameKo differs',
    '7 safetyMaxUnits safetyOrder',
    '8 category requiredForNew',
    '8 nameKo requiredForNew',
    '8 priceWon requiredForNew',
    '9 status noActiveVariant',
    '10 compareAtWon notANumber',
    '10 options notOptions',
    '10 priceWon outOfRange',
    '10 productSlug notASlug',
    '10 sku required',
    '10 status notOneOf',
    '11 - cellCount',
  ]);
});

test('columns that are left out, and empty cells that can’t be emptied, leave things as they are; empty ones take away', async () => {
  const { productId, variantIds } = await addProduct({
    slug: 'vase',
    name: { ko: '꽃병', en: 'Vase' },
    description: { ko: '흙으로', en: 'Of clay' },
    variants: [
      { sku: 'V-1', options: { 크기: '소' }, optionsEn: { Size: 'Small' }, priceWon: 9_000, compareAtWon: 12_000 },
      { sku: 'V-2', options: { 크기: '대' }, optionsEn: { Size: 'Large' }, priceWon: 11_000 },
    ],
  });
  await importFile(csv('productSlug,sku,priceWon', 'vase,V-2,5000'));
  expect(await db.product.findUnique({ where: { id: productId } })).toMatchObject({
    priceWon: 5_000,
    compareAtWon: null,
  });
  expect(await db.variant.findUnique({ where: { id: variantIds[1] } })).toMatchObject({
    priceWon: 5_000,
    optionsEn: { 크기: ['Size', 'Large'] },
  });
  expect(await db.productTranslation.count({ where: { productId } })).toBe(2);

  const { importId } = await importFile(
    csv(
      'productSlug,nameKo,nameEn,descriptionEn,sku,options,priceWon,compareAtWon,onHandUnits,maxPerOrder',
      'vase,,,,V-1,크기=소,,,99,2',
      'vase,,,,V-2,크기=특대,,,10,',
    ),
  );
  expect(await db.productTranslation.findMany({ where: { productId } })).toMatchObject([
    { locale: 'ko', name: '꽃병' },
  ]);
  const [small, large] = await db.variant.findMany({
    where: { productId },
    orderBy: { sku: 'asc' },
    include: { stock: true },
  });
  expect(small).toMatchObject({
    priceWon: 9_000,
    compareAtWon: null,
    maxPerOrder: 2,
    optionsEn: { 크기: ['Size', 'Small'] },
    stock: { onHandUnits: 10 },
  });
  // Options that changed have no English any more: it would speak of others.
  expect(large).toMatchObject({ options: { 크기: '특대' }, optionsEn: null });
  expect(await db.productImport.findUnique({ where: { id: importId } })).toMatchObject({
    counts: { products: { changed: 1 }, variants: { changed: 2 }, ignoredStockRows: 1 },
  });
  const { items } = unwrap(await listChanges(db, { importId, limit: 10 }));
  expect(items[0]).toMatchObject({ line: 2, productEffect: 'CHANGE', variantEffect: 'CHANGE' });
  expect(items[0]?.cells).toContainEqual({ column: 'nameEn', before: 'Vase', after: '' });
  expect(items[1]?.cells).toEqual([
    { column: 'options', before: '크기=대', after: '크기=특대' },
    { column: 'optionsEn', before: 'Size=Large', after: '' },
  ]);
});

test('limits of stock change for present variants too, and English descriptions borrow the Korean name', async () => {
  const { productId, variantIds } = await addProduct({
    slug: 'bowl',
    name: { ko: '사발' },
    variants: [{ sku: 'B-1' }],
  });
  const file = csv('productSlug,sku,descriptionEn,safetyMinUnits,safetyMaxUnits', 'bowl,B-1,A bowl,3,40');
  await importFile(file);
  expect(await db.stockLevel.findUnique({ where: { variantId: variantIds[0] } })).toMatchObject({
    onHandUnits: 10,
    safetyMinUnits: 3,
    safetyMaxUnits: 40,
  });
  expect(await db.productTranslation.findFirst({ where: { productId, locale: 'en' } })).toMatchObject({
    name: '사발',
    description: 'A bowl',
  });
  expect((await upload(file)).counts).toMatchObject({ products: { same: 1 }, variants: { same: 1 } });
  expect(await db.alert.count()).toBe(0);
  await importFile(csv('productSlug,sku,safetyMinUnits,safetyMaxUnits', 'bowl,B-1,10,40'));
  expect(await db.alert.findMany({ where: { recoveredAt: null } })).toMatchObject([
    { kind: 'LOW_STOCK', variantId: variantIds[0], details: { availableUnits: 10, safetyMinUnits: 10 } },
  ]);
  await importFile(csv('productSlug,sku,status', 'bowl,B-1,ARCHIVED'));
  expect(await db.alert.count({ where: { recoveredAt: null } })).toBe(0);
  await importFile(csv('productSlug,sku,status', 'bowl,B-1,ACTIVE'));
  expect(await db.alert.count({ where: { recoveredAt: null } })).toBe(1);
  await importFile(csv('productSlug,sku,safetyMinUnits', 'bowl,B-1,9'));
  expect(await db.alert.count({ where: { recoveredAt: null } })).toBe(0);
  await importFile(csv('productSlug,sku,nameKo,category,status,priceWon', 'cup,C-1,잔,living,ACTIVE,9000'));
  expect(await db.alert.findMany({ where: { recoveredAt: null } })).toMatchObject([{ kind: 'SOLD_OUT' }]);
});

test('an import says in the audit log what each product and variant was and is, under its own id', async () => {
  const { productId, variantIds } = await addProduct({ slug: 'bowl', variants: [{ sku: 'B-1', priceWon: 1_000 }] });
  const { importId } = await importFile(
    csv('productSlug,nameKo,category,sku,priceWon', 'bowl,사발,living,B-1,2000', 'cup,찻잔,living,C-1,3000'),
  );
  const cup = await db.variant.findUniqueOrThrow({ where: { sku: 'C-1' } });
  const entries = await db.auditLog.findMany({ where: { groupId: importId } });
  const told = new Map(
    entries.map(({ action, entityId, before, after }) => [`${action} ${entityId}`, { before, after }]),
  );
  expect([...told.keys()].sort()).toEqual(
    [
      ...[`product.change ${productId}`, `product.create ${cup.productId}`, `product.import ${importId}`],
      ...[`variant.change ${variantIds[0]}`, `variant.create ${cup.id}`],
    ].sort(),
  );
  expect(told.get(`variant.change ${variantIds[0]}`)).toMatchObject({
    before: { priceWon: 1_000 },
    after: { sku: 'B-1', priceWon: 2_000 },
  });
  expect(told.get(`product.create ${cup.productId}`)).toMatchObject({ before: null, after: { nameKo: '찻잔' } });
});

test('what somebody else changed since the file was checked fails the whole of it, with the reason', async () => {
  await addProduct({ slug: 'one', variants: [{ sku: 'ONE' }] });
  await addProduct({ slug: 'two', variants: [{ sku: 'TWO' }] });
  const file = csv(
    'productSlug,nameKo,category,sku,priceWon',
    'one,,,ONE,7000',
    'two,,,TWO,7000',
    'three,셋,living,THREE,7000',
  );
  const { importId } = await upload(file);
  unwrap(await request(importId));
  await db.variant.update({ where: { sku: 'TWO' }, data: { priceWon: 1_234 } });
  await addProduct({ slug: 'taken', variants: [{ sku: 'THREE' }] });
  const before = await shopNow();
  expect(await apply(importId)).toBe('FAILED');
  expect(await problemsOf(importId)).toEqual(['3 - changedMeanwhile', '4 - changedMeanwhile', '4 sku skuElsewhere']);
  expect(await shopNow()).toEqual(before);
});

test('an import is applied once, however often and by however many it is tried', async () => {
  const { importId } = await upload(
    csv('productSlug,nameKo,category,sku,priceWon,onHandUnits', 'one,하나,living,ONE,7000,5'),
  );
  const asked = await Promise.all([request(importId), request(importId)]);
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await Promise.all([apply(importId), apply(importId), apply(importId)])).toEqual([
    'APPLIED',
    'APPLIED',
    'APPLIED',
  ]);
  expect(await db.stockMovement.count()).toBe(1);
  expect(await db.auditLog.count({ where: { action: 'product.import' } })).toBe(1);
  expect(await apply(newId())).toBeNull();
});

test('an export can be imported again and changes nothing, whatever things are called', {
  timeout: 60_000,
}, async () => {
  const categoryId = await addCategory('many');
  await fc.assert(
    fc.asyncProperty(fc.array(anyProduct, { minLength: 1, maxLength: 4 }), async (wanted) => {
      for (const product of wanted) await addProduct({ ...product, categoryId });
      const { importId, state, counts } = await upload(await exported());
      expect(await problemsOf(importId)).toEqual([]);
      expect(state).toBe('READY');
      const nothing = { created: 0, changed: 0 };
      expect(counts).toMatchObject({ products: nothing, variants: nothing, ignoredStockRows: 0 });
      const before = await shopNow();
      unwrap(await request(importId));
      expect(await apply(importId)).toBe('APPLIED');
      expect({ ...(await shopNow()), log: before.log }).toEqual(before);
    }),
    { numRuns: 8 },
  );
});

// Letters that mean something to CSV, to spreadsheets or to cells of options.
const letter = fc.constantFrom('a', '가', ' ', ',', '"', "'", ';', '=', '\\', '+', '-', '@', '＝');
const anyText = fc
  .string({ unit: letter, minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() === text && text !== '');
const anyLines = fc.array(anyText, { maxLength: 3 }).map((lines) => lines.join('\n'));
const anyOptions = fc.uniqueArray(anyText, { maxLength: 3 }).chain((names) =>
  fc.record({
    names: fc.constant(names),
    values: fc.array(anyText, { minLength: names.length, maxLength: names.length }),
    english: fc.boolean(),
  }),
);
const anyProduct = fc
  .record({
    ko: anyText,
    en: fc.option(anyText, { nil: undefined }),
    description: anyLines,
    descriptionEn: fc.option(anyLines, { nil: undefined }),
    options: anyOptions,
    variantCount: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom('DRAFT' as const, 'ACTIVE' as const, 'ARCHIVED' as const),
  })
  .map(({ ko, en, description, descriptionEn, options: { names, values, english }, variantCount, status }) => ({
    name: { ko, ...(en !== undefined && { en }) },
    description: { ko: description, ...(descriptionEn !== undefined && { en: descriptionEn }) },
    status,
    variants: Array.from({ length: names.length === 0 ? 1 : variantCount }, (_, index) => ({
      options: Object.fromEntries(names.map((name, at) => [name, `${values[at]}${index}`])),
      ...(english &&
        names.length > 0 && { optionsEn: Object.fromEntries(names.map((name, at) => [`e${at}${name}`, `v${index}`])) }),
      compareAtWon: index === 0 ? 1_500 : null,
    })),
  }));
