import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { closeDb } from '@/lib/db/client';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres.mjs';
import { applyMigrations } from '@/scripts/shared/schema-engine.mjs';
import { throwAwayDir } from '@/scripts/shared/throw-away.mjs';
import { measureBacklog } from './delivery/measure-backlog';
import { measureLatency } from './delivery/measure-latency';
import { measureRate } from './delivery/measure-rate';
import { measureSpeed } from './delivery/measure-speed';

/**
 * Orders on their way to outside systems, four ways to look at it; `npm run bench -- delivery speed`, `latency`, `backlog` or `rate` for
 * one. Each on a Postgres of its own that keeps its promises on disk, and is thrown away.
 */
const parts = { speed: measureSpeed, latency: measureLatency, backlog: measureBacklog, rate: measureRate };

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
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(dir, name),
    logFile: path.join(dir, `${name}.log`),
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
}
