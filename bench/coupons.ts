import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { closeDb } from '@/lib/db/client';
import { startEmbeddedPostgres, withClient } from '@/lib/db/embedded-postgres.mjs';
import { processFamily } from '@/scripts/shared/family.mjs';
import { openShop } from '@/scripts/shared/open-shop.mjs';
import { applyMigrations } from '@/scripts/shared/schema-engine.mjs';
import { throwAwayDir } from '@/scripts/shared/throw-away.mjs';
import { addOverdueCoupons } from './coupons/add-overdue-coupons';
import { compareStrategies } from './coupons/compare-strategies';
import { rushShop } from './coupons/rush-shop';

/**
 * A hundred coupons for a thousand people, three ways to look at it; `npm run bench -- coupons strategies`, `shop` or `expiry` for one.
 * Each on a Postgres of its own that keeps its promises on disk, and is thrown away.
 */
const parts = { strategies: onPostgres(compareStrategies), shop, expiry: onPostgres(expire) };
/** `npm run bench -- coupons expiry 100000` for another number. */
const overdueCount = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 1_000_000);
/** Of the process that expires them, in MB. */
const heapMax = 96;
const shopReadyMsMax = 600_000;

const wanted = Object.keys(parts).filter((name) => process.argv.includes(name));
/** What is open when it is told to stop. */
let close = async () => {};
const dir = await throwAwayDir();
process.once('exit', () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
process.once('SIGINT', () => close().finally(() => process.exit(130)));
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const load = os.loadavg().map((one) => one.toFixed(1));
  console.log(`\n${name}, on ${os.cpus().length} processors that have a load of ${load.join(', ')} already`);
  await measure();
}

function onPostgres(measure: (databaseUrl: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(dir, 'postgres'),
      logFile: path.join(dir, 'postgres.log'),
    });
    Object.assign(process.env, { DATABASE_URL: postgres.url, NEXTAUTH_SECRET: 'only-for-this-benchmark' });
    close = async () => {
      await closeDb();
      await postgres.stop();
    };
    try {
      await applyMigrations(postgres.url);
      await measure(postgres.url);
    } finally {
      await close();
    }
  };
}

/** The whole shop as `npm start` has it: web process, job runner, Postgres. */
async function shop(): Promise<void> {
  const family = processFamily({ logDir: path.join(dir, 'logs'), record: () => undefined });
  close = () => family.endAll();
  const deadline = Date.now() + shopReadyMsMax;
  try {
    await rushShop(await openShop({ family, dataDir: path.join(dir, 'data'), deadline }));
  } finally {
    await close();
  }
}

/** In a process whose memory is bounded, as the function of that name has it done. */
async function expire(databaseUrl: string): Promise<void> {
  const startedAt = performance.now();
  await withClient(databaseUrl, (client) => addOverdueCoupons(client, overdueCount));
  console.log(`${overdueCount.toLocaleString('en')} overdue coupons are there after ${secondsSince(startedAt)} s`);
  const flags = [`--max-old-space-size=${heapMax}`, '--import', 'tsx'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, 'bench/coupons/expire-process.ts']);
  console.table(JSON.parse(stdout));
}

function secondsSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) / 1000);
}
