import * as fs from 'node:fs';
import * as path from 'node:path';
import { startEmbeddedPostgres } from '../../lib/db/embedded-postgres.mjs';
import { generatePrismaClient } from './generate.mjs';
import { applyMigrations } from './schema-engine.mjs';
import { throwAwayDir } from './throw-away.mjs';

/** Vitest's global setup of the database tests: one throw-away Postgres with a migrated template to clone. */
export default async function setup(/** @type {import('vitest/node').TestProject} */ project) {
  generatePrismaClient();
  const dir = await throwAwayDir();
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(dir, 'postgres'),
    logFile: path.join(dir, 'postgres.log'),
    database: 'template_maru',
    throwAway: true,
  });
  const remove = () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', () => {
    postgres.child.kill('SIGQUIT');
    remove();
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.once(signal, () => process.exit(1));

  const teardown = async () => {
    await postgres.stop();
    remove();
  };
  try {
    await applyMigrations(postgres.url);
  } catch (error) {
    // Vitest calls no teardown of a setup that failed, and would wait for this child.
    await teardown();
    throw error;
  }
  project.provide('templateUrl', postgres.url);
  return teardown;
}
