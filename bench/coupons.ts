import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { addOverdueCoupons } from './coupons/add-overdue-coupons';
import { compareStrategies } from './coupons/compare-strategies';
import { rushShop } from './coupons/rush-shop';
import { inShop, onPostgres, runParts } from './shared/surroundings';

/** `npm run bench -- coupons expiry 100000` for another number. */
const overdueCount = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 1_000_000);
/** Of the process that expires them, in MB. */
const heapMax = 96;

/**
 * A hundred coupons for a thousand people, three ways to look at it; `npm run bench -- coupons strategies`, `shop` or `expiry` for one.
 * The second is over a whole shop, each of the others on a Postgres of its own.
 */
await runParts({
  strategies: () => onPostgres(compareStrategies),
  shop: () => inShop(rushShop),
  expiry: () => onPostgres(expire),
});

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
