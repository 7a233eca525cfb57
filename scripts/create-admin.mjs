// `npm run create-admin`: makes an admin, or makes the account with that e-mail one.
//   npm run create-admin -- --email you@shop.example --name You --password …
// What is missing is taken from ADMIN_EMAIL, ADMIN_NAME and ADMIN_PASSWORD, or asked for.
import './shared/node-version.mjs';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { postgresDir } from './shared/database.mjs';
import { generatePrismaClient } from './shared/generate.mjs';
import { hasPackages } from './shared/install.mjs';
import { StartError, sayError } from './shared/output.mjs';
import { inRoot, rootDir } from './shared/paths.mjs';
import { isSame, readRunning, takeOver } from './shared/running.mjs';
import { loadSecrets } from './shared/secrets.mjs';
import { loadEnvFiles, readSettings } from './shared/settings.mjs';

const QUESTIONS = /** @type {const} */ (['email', 'name', 'password']);

main().catch((error) => {
  sayError(error);
  process.exit(1);
});

async function main() {
  loadEnvFiles();
  const settings = readSettings(process.env);
  if (!hasPackages()) throw new StartError('The packages are not installed: run npm install, or npm start once.');
  const admin = await answers();
  generatePrismaClient();
  await withDatabase(settings, (databaseUrl) => {
    const { NEXTAUTH_SECRET } = loadSecrets(settings.dataDir);
    const env = { NEXTAUTH_SECRET, ...process.env, DATABASE_URL: databaseUrl };
    const script = ['--import', 'tsx', inRoot('scripts/shared/create-admin.ts')];
    const run = spawnSync(process.execPath, script, {
      cwd: rootDir,
      env,
      input: JSON.stringify(admin),
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    process.exitCode = run.status ?? 1;
  });
}

/** @returns {Promise<Record<(typeof QUESTIONS)[number], string>>} */
async function answers() {
  const options = Object.fromEntries(QUESTIONS.map((name) => [name, { type: /** @type {const} */ ('string') }]));
  const given = readArguments(options);
  /** @type {Record<string, string>} */
  const admin = {};
  for (const name of QUESTIONS) {
    admin[name] = String(given[name] ?? process.env[`ADMIN_${name.toUpperCase()}`] ?? (await ask(name)));
  }
  return admin;
}

/** @param {NonNullable<import('node:util').ParseArgsConfig['options']>} options */
function readArguments(options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} name */
async function ask(name) {
  if (!process.stdin.isTTY) throw new StartError(`--${name} is missing (or ADMIN_${name.toUpperCase()}).`);
  let isHidden = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!isHidden) process.stdout.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const answer = terminal.question(`${name}: `);
  isHidden = name === 'password';
  try {
    return await answer;
  } finally {
    terminal.close();
    if (isHidden) process.stdout.write('\n');
  }
}

/**
 * The configured database; else the embedded one, as it runs, or started for this.
 *
 * @param {import('./shared/settings.mjs').Settings} settings
 * @param {(databaseUrl: string) => void} work
 */
async function withDatabase({ databaseUrl, dataDir }, work) {
  const { applyMigrations } = await import('./shared/schema-engine.mjs');
  const running = readRunning(dataDir);
  const knownUrl = databaseUrl ?? (running && isSame(running) ? String(running.databaseUrl ?? '') : '');
  if (knownUrl) {
    await applyMigrations(knownUrl);
    return work(knownUrl);
  }
  const { startEmbeddedPostgres } = await import('../lib/db/embedded-postgres.mjs');
  const { release } = await takeOver(dataDir);
  const logFile = path.join(dataDir, 'logs/postgres.log');
  const postgres = await startEmbeddedPostgres({ dataDir: postgresDir(dataDir), logFile });
  try {
    await applyMigrations(postgres.url);
    work(postgres.url);
  } finally {
    await postgres.stop();
    release();
  }
}
