import * as fs from 'node:fs';
import * as path from 'node:path';
import { StartError } from './output.mjs';
import { inRoot } from './paths.mjs';

const DEFAULT_PORT = 3000;

/**
 * @typedef {object} Settings
 * @property {string} dataDir
 * @property {number} port the wanted one; 0 is any
 * @property {string | undefined} databaseUrl undefined: use the embedded Postgres
 * @property {string | undefined} directDatabaseUrl
 * @property {boolean} demo
 * @property {string | undefined} inngestBaseUrl undefined: use the embedded job runner
 * @property {string | undefined} publicUrl
 */

/** Reads .env.local and .env, as Next does; what the environment already holds wins. */
export function loadEnvFiles() {
  for (const name of ['.env.local', '.env']) {
    if (fs.existsSync(inRoot(name))) process.loadEnvFile(inRoot(name));
  }
}

/**
 * The part of the configuration that the scripts themselves use. The rest is checked by lib/env.ts in the parts.
 * Throws one sentence that names the variable.
 *
 * @param {Record<string, string | undefined>} source
 * @returns {Settings}
 */
export function readSettings(source) {
  const databaseUrl = addressOf(source, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const inngestBaseUrl = addressOf(source, 'INNGEST_BASE_URL', ['http:', 'https:']);
  for (const name of inngestBaseUrl ? ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'] : []) {
    if (!source[name]) throw new StartError(`${name} is not set, and INNGEST_BASE_URL needs it.`);
  }
  const demo = flagOf(source, 'MARU_DEMO');
  if (demo && databaseUrl) {
    throw new StartError('MARU_DEMO fills only the embedded database: unset either MARU_DEMO or DATABASE_URL.');
  }
  const secret = source.NEXTAUTH_SECRET;
  if (secret && secret.length < 16)
    throw new StartError('NEXTAUTH_SECRET is not usable: give it at least 16 characters.');
  return {
    dataDir: path.resolve(inRoot(), source.MARU_DATA_DIR || '.data'),
    port: portOf(source),
    databaseUrl,
    directDatabaseUrl: addressOf(source, 'DIRECT_DATABASE_URL', ['postgres:', 'postgresql:']),
    demo: demo ?? !databaseUrl,
    inngestBaseUrl,
    publicUrl: addressOf(source, 'NEXTAUTH_URL', ['http:', 'https:']),
  };
}

/** @param {Record<string, string | undefined>} source */
function portOf(source) {
  const text = source.PORT;
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartError(`PORT is not usable: ${JSON.stringify(text)} is no port number between 0 and 65535.`);
}

/**
 * @param {Record<string, string | undefined>} source
 * @param {string} name
 * @param {string[]} protocols
 */
function addressOf(source, name, protocols) {
  const text = source[name];
  if (!text) return undefined;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  throw new StartError(`${name} is not usable: it must be an address that starts with ${protocols.join('// or ')}//.`);
}

/**
 * @param {Record<string, string | undefined>} source
 * @param {string} name
 */
function flagOf(source, name) {
  const text = source[name];
  if (!text) return undefined;
  if (['1', 'true'].includes(text)) return true;
  if (['0', 'false'].includes(text)) return false;
  throw new StartError(`${name} is not usable: set it to 1 or 0, not ${JSON.stringify(text)}.`);
}
