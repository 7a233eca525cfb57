import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { closeDb } from '@/lib/db/client';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres.mjs';
import { processFamily } from '@/scripts/shared/family.mjs';
import { openShop } from '@/scripts/shared/open-shop.mjs';
import { applyMigrations } from '@/scripts/shared/schema-engine.mjs';
import { throwAwayDir } from '@/scripts/shared/throw-away.mjs';

export type Shop = { localUrl: string; receiverUrl: string; databaseUrl: string };

const shopReadyMsMax = 600_000;

/** Measures on a migrated Postgres that keeps its promises on disk and is thrown away; `db()` leads to it meanwhile. */
export function onPostgres(measure: (databaseUrl: string) => Promise<void>): Promise<void> {
  return inThrowAwayDir(async (dir, closing) => {
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(dir, 'postgres'),
      logFile: path.join(dir, 'postgres.log'),
    });
    closing(async () => {
      await closeDb();
      await postgres.stop();
    });
    Object.assign(process.env, { DATABASE_URL: postgres.url, NEXTAUTH_SECRET: 'only-for-this-benchmark' });
    await applyMigrations(postgres.url);
    await measure(postgres.url);
  });
}

/** Measures a whole shop as `npm start` has it, thrown away afterwards; e2e/support, imported from then on, calls it. */
export function inShop(measure: (shop: Shop) => Promise<void>): Promise<void> {
  return inThrowAwayDir(async (dir, closing) => {
    const family = processFamily({ logDir: path.join(dir, 'logs'), record: () => undefined });
    closing(() => family.endAll());
    const dataDir = path.join(dir, 'data');
    const shop = await openShop({ family, dataDir, deadline: Date.now() + shopReadyMsMax });
    Object.assign(process.env, { MARU_E2E_URL: shop.localUrl, MARU_E2E_DATA_DIR: dataDir });
    await measure(shop);
  });
}

/** Runs the parts that the command line names, or all, and says what the machine has to do already. */
export async function runParts(parts: Record<string, () => Promise<void>>): Promise<void> {
  const wanted = Object.keys(parts).filter((name) => process.argv.includes(name));
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const load = os.loadavg().map((one) => one.toFixed(1));
    console.log(`\n${name}, on ${os.cpus().length} processors that have a load of ${load.join(', ')} already`);
    await measure();
  }
}

/** What `closing` was told is closed in the end, also when the process is told to stop. */
async function inThrowAwayDir(
  work: (dir: string, closing: (close: () => Promise<unknown>) => void) => Promise<void>,
): Promise<void> {
  let close: () => Promise<unknown> = async () => {};
  const dir = await throwAwayDir();
  const remove = () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  const stop = () => void close().finally(() => process.exit(130));
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  try {
    await work(dir, (one) => {
      close = one;
    });
  } finally {
    await close();
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stop);
    process.off('exit', remove);
    remove();
  }
}
