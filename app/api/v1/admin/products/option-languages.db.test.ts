import { expect, it } from 'vitest';
import * as line from '@/app/api/v1/cart/lines/[variantId]/route';
import * as orders from '@/app/api/v1/orders/route';
import * as shopProduct from '@/app/api/v1/products/[idOrSlug]/route';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { issueToken } from '@/lib/identity/issue-token';
import { addCategory } from '@/lib/inventory/test-products';
import { address, addShopper } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import * as category from '../categories/[id]/route';
import * as categories from '../categories/route';
import * as variant from '../variants/[id]/route';
import * as variants from '../variants/route';
import * as product from './[id]/route';
import * as products from './route';

const db = testDb();

type Handler = typeof products.POST;
type Call = { token?: string; method?: string; params?: Record<string, string>; body?: unknown; language?: string };

async function call(handler: Handler, { token, method = 'POST', params = {}, body, language }: Call) {
  const request = new Request('http://localhost:3000/api/v1', {
    method,
    headers: {
      'idempotency-key': newId(),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(language && { 'accept-language': language }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}

async function signIn(userId: string): Promise<string> {
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

async function addAdmin(): Promise<string> {
  const { userId } = await addShopper();
  await db.user.update({ where: { id: userId }, data: { role: 'ADMIN' } });
  return signIn(userId);
}

const ko = { 크기: '작은 손' };
const en = { Size: 'Small hand' };
const newProduct = async (wanted: object) => ({
  name: { ko: '장갑' },
  categoryId: await addCategory(`c-${newId()}`),
  status: 'ACTIVE',
  variants: [{ sku: newId(), priceWon: 9_000, onHandUnits: 5, ...wanted }],
});

it('an English reader meets English options from the product to the order, a Korean one Korean', async () => {
  const created = await call(products.POST, {
    token: await addAdmin(),
    body: await newProduct({ options: ko, optionsEn: en }),
  });
  expect(created).toMatchObject({ status: 201, body: { variants: [{ options: ko, optionsEn: en }] } });
  const variantId = created.body.variants[0].id;

  for (const [language, options] of [
    ['en-GB,en;q=0.9,ko;q=0.5', en],
    ['ko', ko],
  ] as const) {
    const { userId } = await addShopper({ balanceWon: 20_000 });
    const token = await signIn(userId);
    const params = { idOrSlug: created.body.id };
    const shown = await call(shopProduct.GET, { method: 'GET', params, language });
    expect(shown.body.variants).toMatchObject([{ options }]);
    const body = { quantity: 1 };
    const cart = await call(line.PUT, { token, method: 'PUT', params: { variantId }, body, language });
    expect(cart.body.lines).toMatchObject([{ options }]);
    const order = { cartVersion: cart.body.version, expectedTotalWon: 12_000, shippingAddress: address, pay: true };
    const placed = await call(orders.POST, { token, body: order, language });
    expect(placed).toMatchObject({ status: 201, body: { lines: [{ options }] } });
    for (const answer of [shown.body.variants, cart.body.lines, placed.body.lines])
      expect(answer[0]).not.toHaveProperty('optionsEn');
  }
});

it('a different number of entries is bad input, wherever options are written', async () => {
  const token = await addAdmin();
  const { body: made } = await call(products.POST, { token, body: await newProduct({ options: ko, optionsEn: en }) });
  const [productId, variantId] = [made.id, made.variants[0].id];
  const onVariant = (body: object) => call(variant.PATCH, { token, method: 'PATCH', params: { id: variantId }, body });
  const onProduct = (entry: object) =>
    call(product.PATCH, { token, method: 'PATCH', params: { id: productId }, body: { variants: [entry] } });
  const fresh = { sku: newId(), priceWon: 9_000 };

  const wrongPairs = [
    { options: ko, optionsEn: { ...en, Colour: 'White' } },
    { options: { ...ko, 색상: '백자' }, optionsEn: en },
    { options: ko, optionsEn: {} },
    { optionsEn: en },
  ];
  for (const wrong of wrongPairs) {
    const answers = [
      ['variants.0.optionsEn', await call(products.POST, { token, body: await newProduct(wrong) })],
      ['variants.0.optionsEn', await onProduct({ id: variantId, ...wrong })],
      ['variants.0.optionsEn', await onProduct({ ...fresh, ...wrong })],
      ['optionsEn', await call(variants.POST, { token, body: { ...fresh, productId, ...wrong } })],
      ['optionsEn', await onVariant(wrong)],
    ] as const;
    for (const [path, answer] of answers)
      expect(answer).toMatchObject({ status: 400, body: { code: 'http.badInput', errors: [{ path }] } });
  }
  expect((await onVariant({ priceWon: 9_500 })).body).toMatchObject({ options: ko, optionsEn: en });
  const turned = { options: { 색상: '백자' }, optionsEn: { Colour: 'White' } };
  expect((await onVariant(turned)).body).toMatchObject(turned);
});

it('English texts of a product are kept when left out, and taken away when null', async () => {
  const token = await addAdmin();
  const body = {
    ...(await newProduct({})),
    name: { ko: '장갑', en: 'Gloves' },
    description: { ko: '양모', en: 'Wool' },
  };
  const { id } = (await call(products.POST, { token, body })).body;
  const change = async (texts: object) =>
    (await call(product.PATCH, { token, method: 'PATCH', params: { id }, body: texts })).body;
  expect(await change({ name: { ko: '손장갑' } })).toMatchObject({ name: { ko: '손장갑', en: 'Gloves' } });
  expect(await change({ name: { en: null } })).toMatchObject({
    name: { ko: '손장갑', en: '손장갑' },
    description: { ko: '양모', en: 'Wool' },
  });
  const cleared = await change({ name: { en: null }, description: { en: null } });
  expect([cleared.name, cleared.description]).toEqual([{ ko: '손장갑' }, { ko: '양모' }]);
  const shown = await call(shopProduct.GET, { method: 'GET', params: { idOrSlug: id }, language: 'en' });
  expect(shown.body).toMatchObject({ name: '손장갑', description: '양모' });
  expect(await change({ name: { en: null } })).toMatchObject({ name: { ko: '손장갑' } });
});

it('the English name of a category is kept when left out, and taken away when null', async () => {
  const token = await addAdmin();
  const { id } = (await call(categories.POST, { token, body: { name: { ko: '옷', en: 'Wear' } } })).body;
  const change = async (name: object) =>
    (await call(category.PATCH, { token, method: 'PATCH', params: { id }, body: { name } })).body.name;
  expect(await change({ ko: '의류' })).toEqual({ ko: '의류', en: 'Wear' });
  expect(await change({ en: null })).toEqual({ ko: '의류' });
});
