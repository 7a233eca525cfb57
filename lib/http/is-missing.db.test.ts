import { expect, test } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { isMissing } from './is-missing';

const db = testDb();

test('of an order its owner is told that it is there, and nobody else', async () => {
  const [hana, other] = [await addShopper({ balanceWon: 100_000 }), await addShopper()];
  const cartVersion = await fillCart(hana, { [await addVariant({ units: 1 })]: 1 });
  const placed = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion))));
  const missing = (userId: string, id: string) => isMissing(db, { pathname: `/orders/${id}`, userId });
  expect(await missing(hana.userId, placed.id)).toBe(false);
  expect(await missing(other.userId, placed.id)).toBe(true);
  expect(await missing(hana.userId, newId())).toBe(true);
  expect(await missing(hana.userId, 'cheese')).toBe(true);
});

test('of the back office only admins are told what is not there', async () => {
  const [admin, shopper] = [await addShopper(), await addShopper()];
  await db.user.update({ where: { id: admin.userId }, data: { role: 'ADMIN' } });
  const variantId = await addVariant({ units: 1 });
  const { productId } = await db.variant.findUniqueOrThrow({ where: { id: variantId } });
  const missing = (userId: string, way: string, id: string) =>
    isMissing(db, { pathname: `/admin/${way}/${id}`, userId });
  const ways = [
    'orders',
    'coupons',
    'deliveries',
    'deliveries/endpoints',
    'products',
    'products/import',
    'stock',
    'system/mail',
  ];
  for (const way of ways) {
    expect(await missing(admin.userId, way, newId()), way).toBe(true);
    expect(await missing(shopper.userId, way, newId()), way).toBe(false);
  }
  expect(await missing(admin.userId, 'products', productId)).toBe(false);
  expect(await missing(admin.userId, 'stock', variantId)).toBe(false);
  expect(await missing(admin.userId, 'products', 'new')).toBe(false);
  expect(await isMissing(db, { pathname: '/admin/products', userId: admin.userId })).toBe(false);
});

test('of runs the page itself tells where no runner has its tables', async () => {
  const admin = await addShopper();
  await db.user.update({ where: { id: admin.userId }, data: { role: 'ADMIN' } });
  const missing = () => isMissing(db, { pathname: `/admin/system/jobs/${newId()}`, userId: admin.userId });
  expect(await missing()).toBe(false);
  await db.$executeRaw`CREATE SCHEMA maru_jobs`;
  await db.$executeRaw`CREATE TABLE maru_jobs.run (id uuid)`;
  expect(await missing()).toBe(true);
  await db.$executeRaw`DROP SCHEMA maru_jobs CASCADE`;
});
