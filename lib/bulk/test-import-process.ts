import { createCategory } from '@/lib/catalog/create-category';
import { closeDb, db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { inTransaction } from '@/lib/db/transaction';
import { testAdmin } from '@/lib/inventory/test-products';
import { unwrap } from '@/lib/shared/result';
import { applyImport } from './apply-import';
import { checkImport } from './check-import';
import { columnNames } from './columns';
import { exportProducts } from './export-products';
import { receiveImport } from './receive-import';
import { requestApplication } from './request-application';
import { csvLine } from './write-csv';

/**
 * Imports a file of so many rows, with descriptions of so many letters, into the database of DATABASE_URL, and exports it again. A process of
 * its own, so that its memory can be bounded and measured; prints what it took as JSON.
 */
const [rowCount = 0, descriptionLength = 150] = process.argv.slice(2).map(Number);
const variantsPerProduct = 3;
const samplingMs = 20;
const importLimitMs = 240_000;

let heapMb = 0;
setInterval(() => {
  heapMb = Math.max(heapMb, process.memoryUsage().heapUsed / 2 ** 20);
}, samplingMs).unref();

const times: Record<string, number> = {};
async function timed<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work();
  times[name] = Math.round(performance.now() - startedAt);
  return value;
}

const now = new Date();
await inTransaction((tx) =>
  createCategory(tx, { actor: testAdmin, category: { slug: 'many', name: { ko: '많은 것' }, position: 0 }, now }),
);
const { importId } = await timed('receive', async () =>
  unwrap(await receiveImport(db(), { actor: testAdmin, fileName: 'many.csv', bytes: file(), now })),
);
const { state } = await timed('check', async () =>
  unwrap(await inTransaction((tx) => checkImport(tx, { importId }), { limitMs: importLimitMs })),
);
unwrap(await inTransaction((tx) => requestApplication(tx, { actor: testAdmin, importId, now })));
const tell = async (appliedRows: number) => {
  await execute(db(), sql`UPDATE product_imports SET applied_rows = ${appliedRows} WHERE id = ${importId}::uuid`);
};
const applied = await timed('apply', async () =>
  unwrap(await inTransaction((tx) => applyImport(tx, { importId, tell, now }), { limitMs: importLimitMs })),
);
let exportedBytes = 0;
await timed('export', async () => {
  for await (const piece of exportProducts(db(), {})) exportedBytes += Buffer.byteLength(piece);
});
const variantCount = await db().variant.count();
await closeDb();
const rssMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  JSON.stringify({ state, applied: applied.state, variantCount, exportedBytes, times, heapMb, rssMb }),
);

/** In pieces of many rows. */
async function* file(): AsyncGenerator<Uint8Array> {
  const description = '손으로빚은그릇입니다'.repeat(descriptionLength).slice(0, descriptionLength);
  let piece = csvLine(columnNames);
  for (let row = 0; row < rowCount; row++) {
    const product = Math.floor(row / variantsPerProduct);
    const size = row % variantsPerProduct;
    const cells = {
      productSlug: `many-${product}`,
      nameKo: `많은 그릇 ${product}`,
      nameEn: `Many bowls ${product}`,
      descriptionKo: description,
      category: 'many',
      status: 'ACTIVE',
      sku: `MANY-${row}`,
      options: `크기=${size}호`,
      optionsEn: `Size=No. ${size}`,
      priceWon: String(10_000 + size),
      onHandUnits: String(row % 7),
    };
    piece += csvLine(columnNames.map((column) => (cells as Record<string, string>)[column] ?? ''));
    if (piece.length < 64 * 1024) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}
