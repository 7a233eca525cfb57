import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { applyRequestedImports } from '@/inngest/functions/apply-product-imports';
import { rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { sellStock } from '@/lib/inventory/sell-stock';
import { addCategory, addProduct, addVariant } from '@/lib/inventory/test-products';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { importAttemptsMax } from './model';
import { apply, csv, request, upload } from './test-imports';

const db = testDb();

/** A file of products with a variant each; more than fit into one slice. */
async function manyProducts(count: number): Promise<string> {
  await addCategory('living');
  const lines = Array.from(
    { length: count },
    (_, index) => `many-${index},많은 것 ${index},living,ACTIVE,MANY-${index},9000,1`,
  );
  return csv('productSlug,nameKo,category,status,sku,priceWon,onHandUnits', ...lines);
}

test('a crash in the middle leaves nothing, and the next attempt does all of it', async () => {
  const { importId } = await upload(await manyProducts(300));
  unwrap(await request(importId));
  const told: number[] = [];
  const crashed = apply(importId, async (appliedRows) => {
    told.push(appliedRows);
    if (told.length === 1)
      await rows(
        db,
        sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'`,
      );
  });
  await expect(crashed).rejects.toThrow();
  expect(told).toEqual([250]);
  expect(await db.product.count()).toBe(0);
  expect(await db.productImport.findUnique({ where: { id: importId } })).toMatchObject({ state: 'APPLYING' });

  expect(await applyRequestedImports()).toEqual({ [importId]: 'APPLIED' });
  expect(await db.product.count()).toBe(300);
  expect(await db.stockMovement.count()).toBe(300);
  expect(await db.productListing.count()).toBe(300);
  expect(await db.productImport.findUnique({ where: { id: importId } })).toMatchObject({ appliedRows: 300 });
});

test('progress is seen from outside while nothing of it counts yet, and checkouts go on meanwhile', async () => {
  const variantId = await addVariant(5);
  const { sku, productId } = await db.variant.findUniqueOrThrow({ where: { id: variantId } });
  const { slug } = await db.product.findUniqueOrThrow({ where: { id: productId } });
  const file = await manyProducts(300);
  const { importId } = await upload(`${file}${slug},아무 이름,living,ACTIVE,${sku},777,\r\n`);
  unwrap(await request(importId));
  const seen: unknown[] = [];
  await apply(importId, async (appliedRows) => {
    const sold = await inTransaction((tx) =>
      sellStock(tx, {
        lines: [{ variantId, units: 1 }],
        orderId: newId(),
        doneBy: { kind: 'SYSTEM', userId: null },
        now: new Date(),
      }),
    );
    seen.push({ appliedRows, sold: sold.ok, products: await db.product.count() });
  });
  expect(seen).toEqual([
    { appliedRows: 250, sold: true, products: 1 },
    { appliedRows: 301, sold: true, products: 1 },
  ]);
  expect(await db.variant.findUnique({ where: { id: variantId } })).toMatchObject({ priceWon: 777 });
  expect(await db.stockLevel.findUnique({ where: { variantId } })).toMatchObject({ onHandUnits: 3 });
});

test('an import that never comes to an end is given up', async () => {
  const { importId } = await upload(await manyProducts(1));
  unwrap(await request(importId));
  await db.productImport.update({ where: { id: importId }, data: { attemptCount: importAttemptsMax } });
  expect(await applyRequestedImports()).toEqual({ [importId]: 'FAILED' });
  expect(await db.product.count()).toBe(0);
});

test('two imports of the same products, and an admin at work on one of them, end in one order', async () => {
  const { productId } = await addProduct({ slug: 'wanted', variants: [{ sku: 'WANTED' }] });
  const header = 'productSlug,sku,priceWon';
  const [first, second] = [
    await upload(csv(header, 'wanted,WANTED,2000')),
    await upload(csv(header, 'wanted,WANTED,3000')),
  ];
  unwrap(await request(first.importId));
  unwrap(await request(second.importId));
  const states = await Promise.all([apply(first.importId), apply(second.importId)]);
  expect(states.sort()).toEqual(['APPLIED', 'FAILED']);
  expect([2_000, 3_000]).toContain((await db.product.findUniqueOrThrow({ where: { id: productId } })).priceWon);
});

const memoryRows = 2_500;
const descriptionLength = 3_900;
const heapMbMax = 160;

// Half a minute: by hand with MARU_LARGE_IMPORT=1; `npm run bench -- import` measures the same with 50,000 rows.
test.skipIf(!process.env.MARU_LARGE_IMPORT)(
  `${(memoryRows * descriptionLength * 3) / 1_000_000} MB of rows are imported and exported in a heap of ${heapMbMax} MB`,
  {
    timeout: 120_000,
  },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${heapMbMax}`,
      '--import',
      'tsx',
      'lib/bulk/test-import-process.ts',
      String(memoryRows),
      String(descriptionLength),
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'READY', applied: 'APPLIED', variantCount: memoryRows });
  },
);
