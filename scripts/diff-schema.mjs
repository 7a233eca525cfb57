// Prints the SQL from the committed migrations to prisma/schema. For a new migration:
//   npm run --silent db:diff > prisma/migrations/0002_name/migration.sql
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { startEmbeddedPostgres } from '../lib/db/embedded-postgres.mjs';
import { diffSchema } from './shared/schema-engine.mjs';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'maru-diff-'));
const logFile = path.join(dir, 'postgres.log');
try {
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dir, 'data'), logFile, throwAway: true });
  try {
    const sql = await diffSchema(postgres.url);
    if (sql) process.stdout.write(sql);
    else console.error('The migrations and prisma/schema agree.');
  } finally {
    await postgres.stop();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  fs.rmSync(dir, { recursive: true, force: true });
}
