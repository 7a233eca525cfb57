import * as fs from 'node:fs';
import * as path from 'node:path';
import { findProducts } from '@/lib/catalog/find-products';
import { ProductListQuery } from '@/lib/catalog/model';
import { readProduct } from '@/lib/catalog/queries';
import { suggestProducts } from '@/lib/catalog/suggest-products';
import { closeDb, db } from '@/lib/db/client';
import { startEmbeddedPostgres, withClient } from '@/lib/db/embedded-postgres.mjs';
import { applyMigrations } from '@/scripts/shared/schema-engine.mjs';
import { throwAwayDir } from '@/scripts/shared/throw-away.mjs';
import { addProducts, prepareCatalog } from './catalog/fill-catalog';

/**
 * What finding costs as the catalogue grows: the same reads over 10,000, 100,000 and 1,000,000 products, in a Postgres of its own that is
 * thrown away. Times are of the use cases, without HTTP. `npm run bench -- catalog 10000 100000` for other sizes.
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000];
const warmUps = 8;
const runs = 40;

const ko = { locale: 'ko' } as const;
const list = (query: Record<string, string | string[]>) => async () => {
  const found = await findProducts(db(), ProductListQuery.parse(query), ko);
  if (!found.ok) throw new Error(found.error.code);
};
const search = (q: string, more: Record<string, string> = {}) => list({ q, ...more });
const suggest = (q: string) => () => suggestProducts(db(), { q }, ko);
const page = async (query: Record<string, string>) => {
  const found = await findProducts(db(), ProductListQuery.parse({ ...query, limit: '100' }), ko);
  return found.ok ? { ...query, cursor: found.value.nextCursor ?? '' } : query;
};

async function cases(size: number): Promise<Record<string, (run: number) => Promise<unknown>>> {
  const shelf = 'shelf-3';
  return {
    'list newest': list({}),
    'list popular': list({ sort: 'popular' }),
    'list price up': list({ sort: 'priceAsc' }),
    'list price down': list({ sort: 'priceDesc' }),
    'list name': list({ sort: 'name' }),
    'list newest, second page': list(await page({})),
    'category popular': list({ category: shelf, sort: 'popular' }),
    'category price up, in stock': list({ category: shelf, sort: 'priceAsc', inStock: 'true' }),
    'category newest, price range': list({ category: shelf, minPriceWon: '40000', maxPriceWon: '45000' }),
    'list with facets': list({ facets: 'true' }),
    'category with facets': list({ category: shelf, facets: 'true' }),
    'category, in stock, option, with facets': list({
      category: shelf,
      inStock: 'true',
      option: '크기:소',
      facets: 'true',
    }),
    'search 신발 (2 of 100)': search('신발'),
    'search 청자 화병 (1 of 750)': search('청자 화병'),
    'search 선물 (every description)': search('선물'),
    'search ㅅㅂ': search('ㅅㅂ'),
    'search tote': search('tote'),
    'search a SKU': search('b0004321'),
    'search a typo, 운동하': search('운동하'),
    'search without a hit': search('쀍뛟쉙'),
    'search 신발, in stock, price down': search('신발', { inStock: 'true', sort: 'priceDesc' }),
    'search 신발 with facets': search('신발', { facets: 'true' }),
    'suggest 신바': suggest('신바'),
    'suggest ㅅㅂ': suggest('ㅅㅂ'),
    'suggest to': suggest('to'),
    detail: (run) => readProduct(db(), { idOrSlug: `product-${1 + ((run * 7919) % size)}`, now: new Date() }, ko),
  };
}

async function measure(work: (run: number) => Promise<unknown>): Promise<{ best: number; p50: number; p95: number }> {
  const durationsMs: number[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    const startedAt = performance.now();
    await work(run);
    if (run >= warmUps) durationsMs.push(performance.now() - startedAt);
  }
  durationsMs.sort((a, b) => a - b);
  const at = (share: number) => Math.round((durationsMs[Math.floor(runs * share)] ?? 0) * 100) / 100;
  return { best: at(0), p50: at(0.5), p95: at(0.95) };
}

const dir = await throwAwayDir();
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(dir, 'postgres'),
  logFile: path.join(dir, 'postgres.log'),
  throwAway: true,
});
try {
  await applyMigrations(postgres.url);
  process.env.DATABASE_URL = postgres.url;
  process.env.NEXTAUTH_SECRET ??= 'only-for-this-benchmark';
  await withClient(postgres.url, prepareCatalog);
  const table: Record<string, Record<string, number>> = {};
  let present = 0;
  for (const size of sizes) {
    const startedAt = performance.now();
    await withClient(postgres.url, (client) => addProducts(client, { from: present + 1, to: size }));
    present = size;
    console.log(
      `${size.toLocaleString('en-US')} products are there after ${Math.round((performance.now() - startedAt) / 1000)} s`,
    );
    for (const [name, work] of Object.entries(await cases(size))) {
      const { best, p50, p95 } = await measure(work);
      table[name] = { ...table[name], [`${size} best ms`]: best, [`${size} p50 ms`]: p50, [`${size} p95 ms`]: p95 };
      console.log(`  ${name}: ${best} ms at best, p50 ${p50} ms`);
    }
  }
  const [first, last] = [sizes[0], sizes.at(-1)];
  // What else runs on the machine disturbs the best run least.
  const ratio = (row: Record<string, number>, of: string) =>
    Math.round(((row[`${last} ${of} ms`] ?? 0) / (row[`${first} ${of} ms`] ?? 1)) * 100) / 100;
  for (const row of Object.values(table))
    Object.assign(row, { 'ratio best': ratio(row, 'best'), 'ratio p50': ratio(row, 'p50') });
  console.table(table);
} finally {
  await closeDb();
  await postgres.stop();
  fs.rmSync(dir, { recursive: true, force: true });
}
