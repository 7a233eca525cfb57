import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres.mjs';
import { applyMigrations } from '../scripts/shared/schema-engine.mjs';
import { throwAwayDir } from '../scripts/shared/throw-away.mjs';

/**
 * What it costs to import and export many rows of products, and that memory does not grow with them: each size in a process of its own whose
 * heap is bounded, on a Postgres that is thrown away.
 */
const rowCounts = process.argv[2] ? [Number(process.argv[2])] : [5_000, 50_000];
const heapMbMax = 160;

const dir = await throwAwayDir();
const results: Record<string, object> = {};
for (const rowCount of rowCounts) {
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(dir, `postgres-${rowCount}`),
    logFile: path.join(dir, 'postgres.log'),
    throwAway: true,
  });
  try {
    await applyMigrations(postgres.url);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [`--max-old-space-size=${heapMbMax}`, '--import', 'tsx', 'lib/bulk/test-import-process.ts', String(rowCount)],
      { env: { ...process.env, DATABASE_URL: postgres.url, NEXTAUTH_SECRET: 'only-for-this-measurement' } },
    );
    const { times, heapMb, rssMb, applied } = JSON.parse(stdout);
    const memory = { 'heap MB': Math.round(heapMb), 'resident MB': Math.round(rssMb) };
    results[`${rowCount} rows, ${applied}`] = { ...seconds(times), ...memory };
  } finally {
    await postgres.stop();
  }
}
console.table(results);

function seconds(times: Record<string, number>) {
  return Object.fromEntries(Object.entries(times).map(([name, ms]) => [`${name} s`, ms / 1000]));
}
