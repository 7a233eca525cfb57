import * as fs from 'node:fs';
import * as path from 'node:path';
import { closeDb } from '@/lib/db/client';
import { startEmbeddedPostgres, withClient } from '@/lib/db/embedded-postgres.mjs';
import { build } from '@/scripts/shared/build.mjs';
import { processFamily } from '@/scripts/shared/family.mjs';
import { webPort } from '@/scripts/shared/ports.mjs';
import { untilReady } from '@/scripts/shared/ready.mjs';
import { applyMigrations } from '@/scripts/shared/schema-engine.mjs';
import { throwAwayDir } from '@/scripts/shared/throw-away.mjs';
import { addProducts, prepareCatalog } from './catalog/fill-catalog';
import { measureRollUp } from './catalog/measure-roll-up';

/**
 * What finding costs as the catalogue grows: the same reads over HTTP, one after the other, with 10,000, 100,000 and 1,000,000 products;
 * then what popular costs as the sales grow. A web process and a Postgres of its own, both thrown away.
 * `npm run bench -- catalog 10000 100000` for other sizes.
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000];
const warmUps = 8;
const runs = 40;
const readyMsMax = 120_000;

const list = (query: Record<string, string> = {}) => `/api/v1/products?${new URLSearchParams(query)}`;
const search = (q: string, more: Record<string, string> = {}) => list({ q, ...more });
const suggest = (q: string) => `/api/v1/search/suggestions?${new URLSearchParams({ q })}`;
const shelf = 'shelf-3';

/** A handler that does nothing: what any answer of this server costs. */
const emptyPath = '/api/health/live';
const cases: Record<string, string | ((run: number, size: number) => string)> = {
  'list newest': list(),
  'list popular': list({ sort: 'popular' }),
  'list price up': list({ sort: 'priceAsc' }),
  'list price down': list({ sort: 'priceDesc' }),
  'list name': list({ sort: 'name' }),
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
  // Counts are held for seconds: what the first of many who ask the same waits for.
  'the same, a choice that nobody made yet': (run) =>
    list({ category: shelf, inStock: 'true', option: '크기:소', minPriceWon: String(run), facets: 'true' }),
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
  detail: (run, size) => `/api/v1/products/product-${1 + ((run * 7919) % size)}`,
  popular: '/api/v1/products/popular',
};

const dir = await throwAwayDir();
const family = processFamily({ logDir: path.join(dir, 'logs'), record: () => {} });
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(dir, 'postgres'),
  logFile: path.join(dir, 'postgres.log'),
  throwAway: true,
});
process.once('SIGINT', () => stop().finally(() => process.exit(130)));
try {
  await applyMigrations(postgres.url);
  await withClient(postgres.url, prepareCatalog);
  const shopUrl = await serve();
  const table: Record<string, Record<string, number>> = {};
  let present = 0;
  for (const size of sizes) {
    const startedAt = performance.now();
    await withClient(postgres.url, (client) => addProducts(client, { from: present + 1, to: size }));
    present = size;
    const filled = Math.round((performance.now() - startedAt) / 1000);
    console.log(`${size.toLocaleString('en')} products are there after ${filled} s`);
    for (const [name, at] of Object.entries(cases)) {
      const { p50, p95, timesEmpty } = await measure(shopUrl, (run) => (typeof at === 'string' ? at : at(run, size)));
      table[name] = { ...table[name], [`${size} p50`]: p50, [`${size} p95`]: p95, [`${size} ÷ empty`]: timesEmpty };
      console.log(`  ${name}: p50 ${p50} ms, p95 ${p95} ms, ${timesEmpty} times an empty answer`);
    }
  }
  const [first, last] = [sizes[0], sizes.at(-1)];
  // In parts of an empty answer, so that what the machine was at meanwhile counts for less.
  for (const row of Object.values(table))
    row.growth = round((row[`${last} ÷ empty`] ?? 0) / (row[`${first} ÷ empty`] ?? 1));
  console.table(table);
  console.table(await measureRollUp());
} finally {
  await stop();
}

/** Starts the built shop's web process, without anything that would change the catalogue meanwhile. */
async function serve(): Promise<string> {
  const port = await webPort(0);
  const shopUrl = `http://127.0.0.1:${port}`;
  // For the use cases that are measured in this process, too.
  Object.assign(process.env, { DATABASE_URL: postgres.url, NEXTAUTH_SECRET: 'only-for-this-benchmark' });
  const env = { ...process.env, NODE_ENV: 'production', NEXTAUTH_URL: shopUrl, NEXT_TELEMETRY_DISABLED: '1' };
  await build(family, { env });
  const next = [process.execPath, 'node_modules/next/dist/bin/next', 'start', '-p', String(port)];
  await family.keep('web', () => family.launch('web', next, { env }));
  const { signal } = new AbortController();
  await untilReady({ url: `${shopUrl}${emptyPath}`, part: 'web', family, waitMs: readyMsMax, signal });
  return shopUrl;
}

/** Each answer beside an empty one, so that what else runs on the machine disturbs both alike. Times in milliseconds. */
async function measure(shopUrl: string, pathOf: (run: number) => string) {
  const tookMs: number[] = [];
  const emptyMs: number[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    const [took, empty] = [await timeOf(shopUrl + pathOf(run)), await timeOf(shopUrl + emptyPath)];
    if (run < warmUps) continue;
    tookMs.push(took);
    emptyMs.push(empty);
  }
  const [p50, p95] = [at(tookMs, 0.5), at(tookMs, 0.95)];
  return { p50, p95, timesEmpty: round(p50 / at(emptyMs, 0.5)) };
}

async function timeOf(url: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} was answered with ${response.status}.`);
  return performance.now() - startedAt;
}

function at(durationsMs: number[], share: number): number {
  return round(durationsMs.toSorted((a, b) => a - b)[Math.floor(durationsMs.length * share)] ?? 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function stop(): Promise<void> {
  await closeDb();
  await family.endAll();
  await postgres.stop();
  fs.rmSync(dir, { recursive: true, force: true });
}
