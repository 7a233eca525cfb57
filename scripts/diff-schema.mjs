// Prints the SQL from the committed migrations to prisma/schema. For a new migration:
//   npm run --silent db:diff > prisma/migrations/0002_name/migration.sql
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startEmbeddedPostgres } from '../lib/db/embedded-postgres.mjs';
import { diffSchema } from './shared/schema-engine.mjs';
import { throwAwayDir } from './shared/throw-away.mjs';

const dir = await throwAwayDir();
const logFile = path.join(dir, 'postgres.log');
try {
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dir, 'postgres'), logFile, throwAway: true });
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
