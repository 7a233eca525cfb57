import { expect, test } from 'vitest';
import { applyRequestedImports } from '@/inngest/functions/apply-product-imports';
import { importLifetimeDays } from '@/lib/bulk/model';
import { sweepImports } from '@/lib/bulk/sweep-imports';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { issueToken } from '@/lib/identity/issue-token';
import { addCategory } from '@/lib/inventory/test-products';
import { addShopper } from '@/lib/orders/test-shop';
import { hours, later } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import * as products from '../export/route';
import * as application from './[id]/application/route';
import * as badRows from './[id]/bad-rows/route';
import * as changes from './[id]/changes/route';
import * as problems from './[id]/problems/route';
import * as one from './[id]/route';
import * as imports from './route';

const db = testDb();

type Call = { token: string; id?: string; query?: string; file?: string; type?: string };

async function call(
  handler: typeof imports.POST,
  { token, id, query = '', file, type = 'text/csv; charset=utf-8' }: Call,
) {
  const request = new Request(`http://localhost:3000/api/v1?${query}`, {
    method: handler === imports.POST || handler === application.POST ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'en', ...(file && { 'content-type': type }) },
    ...(file && { body: file }),
  });
  const response = await handler(request, { params: Promise.resolve(id ? { id } : {}) });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

async function addAdmin(): Promise<string> {
  const { userId } = await addShopper();
  await db.user.update({ where: { id: userId }, data: { role: 'ADMIN' } });
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

const header = 'productSlug,nameKo,category,sku,priceWon';

test('a file is uploaded, looked through, applied and exported over the API', async () => {
  await addCategory('living');
  const token = await addAdmin();
  const file = `${header}\r\none,=하나,living,ONE,7000\r\n`;
  const uploaded = await call(imports.POST, { token, file, query: 'fileName=spring.csv' });
  expect(uploaded).toMatchObject({
    status: 201,
    body: { state: 'READY', fileName: 'spring.csv', rowCount: 1, badRowCount: 0, counts: { products: { created: 1 } } },
  });
  const { id } = uploaded.body;
  expect((await call(changes.GET, { token, id })).body).toMatchObject({
    items: [{ line: 2, sku: 'ONE', productEffect: 'CREATE', variantEffect: 'CREATE' }],
    nextCursor: null,
  });
  expect(await call(application.POST, { token, id })).toMatchObject({ status: 202, body: { state: 'APPLYING' } });
  expect(await call(application.POST, { token, id })).toMatchObject({
    status: 409,
    body: { code: 'import.notReady', state: 'APPLYING' },
  });
  await applyRequestedImports();
  expect((await call(one.GET, { token, id })).body).toMatchObject({ state: 'APPLIED', appliedRows: 1 });
  expect((await call(imports.GET, { token })).body.items).toMatchObject([{ id, state: 'APPLIED' }]);

  const exported = await call(products.GET, { token, query: 'status=DRAFT' });
  expect(exported.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(exported.headers.get('content-disposition')).toBe('attachment; filename="products.csv"');
  expect(exported.body).toContain("\r\none,'=하나,,,,living,DRAFT,ONE,,,7000,,,ACTIVE,0,0,\r\n");
  expect((await call(products.GET, { token, query: 'status=ACTIVE' })).body.split('\r\n')).toHaveLength(2);
});

test('bad rows come back by line, column and reason, and as a file to put right', async () => {
  await addCategory('living');
  const token = await addAdmin();
  const file = `${header}\r\none,하나,living,ONE,7000\r\ntwo,"@둘, 셋",living,TWO,-1\r\n`;
  const { body } = await call(imports.POST, { token, file });
  expect(body).toMatchObject({ state: 'REFUSED', badRowCount: 1 });
  expect((await call(problems.GET, { token, id: body.id })).body.items).toEqual([
    {
      line: 3,
      column: 'priceWon',
      code: 'notANumber',
      message: 'Must be a whole number from 1, in digits alone.',
      cell: '-1',
    },
  ]);
  const bad = await call(badRows.GET, { token, id: body.id, query: 'locale=ko' });
  expect(bad.body).toBe(
    `line,problems,${header}\r\n3,priceWon: 1 이상의 정수를 숫자로만 써야 합니다.,two,"'@둘, 셋",living,TWO,'-1\r\n`,
  );
});

test('what is no CSV is refused, and what is no admin', async () => {
  const token = await addAdmin();
  expect(await call(imports.POST, { token, file: '{}', type: 'application/json' })).toMatchObject({
    status: 415,
    body: { code: 'http.unsupportedMediaType', expected: 'text/csv' },
  });
  expect(await call(imports.POST, { token, file: 'sku\nx' })).toMatchObject({
    status: 422,
    body: { code: 'import.columns', missing: ['productSlug'] },
  });
  const { userId } = await addShopper();
  const shopper = unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
  for (const handler of [imports.POST, imports.GET, products.GET])
    expect(await call(handler, { token: shopper })).toMatchObject({ status: 403 });
});

test('imports past their lifetime are forgotten with their rows, those at work are not', async () => {
  await addCategory('living');
  const token = await addAdmin();
  const upload = async () =>
    (await call(imports.POST, { token, file: `${header}\r\none,하나,living,ONE,7000\r\n` })).body.id;
  const [, asked] = [await upload(), await upload()];
  await call(application.POST, { token, id: asked });
  const sweep = (now: Date) => inTransaction(async (tx) => ok(await sweepImports(tx, { now, limit: 10 })));
  expect(unwrap(await sweep(new Date()))).toBe(0);
  expect(unwrap(await sweep(later(new Date(), hours(24 * importLifetimeDays + 1))))).toBe(1);
  expect(await db.productImport.findMany({ select: { id: true } })).toEqual([{ id: asked }]);
  expect(await db.productImportRow.count()).toBe(1);
});
