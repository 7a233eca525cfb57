import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { withClient } from '../../lib/db/embedded-postgres.mjs';
import { inRoot } from './paths.mjs';
import { schemaAdapter, settleJournal } from './schema-adapter.mjs';

const MIGRATIONS_DIR = inRoot('prisma/migrations');
const SCHEMA_DIR = inRoot('prisma/schema');
/** The advisory lock that lets only one process migrate a database at a time. */
const MIGRATION_LOCK = 4_202_501;
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Applies what `prisma migrate deploy` would, and records it in the same table, without its native engine.
 *
 * @param {string} url
 * @returns {Promise<string[]>} the names of the migrations that were applied now
 */
export async function applyMigrations(url) {
  return withClient(url, async (client) => {
    // Held by the session, so it goes with the connection however this ends.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await settleJournal(client);
    return withSchemaEngine(url, async (engine) => {
      const input = { migrationsList: migrationsList(), filters: NO_FILTERS };
      const { appliedMigrationNames } = await engine.applyMigrations(input);
      return appliedMigrationNames;
    });
  });
}

/**
 * The SQL that leads from the committed migrations to prisma/schema; the empty string when they agree.
 * Creates and drops a scratch database on the server.
 *
 * @param {string} url
 */
export async function diffSchema(url) {
  return withSchemaEngine(url, async (engine) => {
    const from = { tag: 'migrations', ...migrationsList() };
    const to = { tag: 'schemaDatamodel', files: schemaFiles() };
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters: NO_FILTERS });
    const sql = stdout ?? '';
    return sql.includes('This is an empty migration') ? '' : sql;
  });
}

/**
 * @template T
 * @param {string} url
 * @param {(engine: any) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withSchemaEngine(url, work) {
  await loadEngine();
  /** @type {[string, string][]} */
  const datamodels = schemaFiles().map(({ path: file, content }) => [file, content]);
  const adapter = schemaAdapter(url);
  const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, adapter.factory);
  try {
    return await work(engine);
  } catch (error) {
    throw readable(error);
  } finally {
    engine.free();
    await adapter.close();
  }
}

/** @type {Promise<void> | undefined} */
let loading;

/** Node cannot import the package's main file, which imports WebAssembly as a module; this does the same by hand. */
function loadEngine() {
  loading ??= (async () => {
    // The engine reports its panics here, and fails with a TypeError of its own when there is no such thing.
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
    const module = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const wasm = fs.readFileSync(path.join(path.dirname(module), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': importsOf(bindings) });
    bindings.__wbg_set_wasm(instance.exports);
    /** @type {() => void} */ (instance.exports.__wbindgen_start)();
  })();
  return loading;
}

/**
 * The engine never clears the timer of its lock, which would keep the process alive for ten seconds.
 * @param {Record<string, any>} module
 */
function importsOf(module) {
  const imports = { ...module };
  for (const name of Object.keys(module).filter((key) => key.startsWith('__wbg_setTimeout'))) {
    imports[name] = (/** @type {unknown[]} */ ...args) => {
      const { setTimeout } = globalThis;
      globalThis.setTimeout = /** @type {any} */ (
        (/** @type {() => void} */ work, /** @type {number} */ ms) => setTimeout(work, ms).unref()
      );
      try {
        return module[name](...args);
      } finally {
        globalThis.setTimeout = setTimeout;
      }
    };
  }
  return imports;
}

function migrationsList() {
  const names = fs.existsSync(MIGRATIONS_DIR) ? fs.readdirSync(MIGRATIONS_DIR).sort() : [];
  const migrationDirectories = names
    .map((name) => ({ name, file: path.join(MIGRATIONS_DIR, name, 'migration.sql') }))
    .filter(({ file }) => fs.existsSync(file))
    .map(({ name, file }) => {
      const content = { tag: 'ok', value: fs.readFileSync(file, 'utf8') };
      return { path: name, migrationFile: { path: 'migration.sql', content } };
    });
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

function schemaFiles() {
  return fs
    .readdirSync(SCHEMA_DIR)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: path.join(SCHEMA_DIR, name),
      content: fs.readFileSync(path.join(SCHEMA_DIR, name), 'utf8'),
    }));
}

/**
 * The engine throws errors whose message is JSON, or plain text with ANSI colours.
 * @param {unknown} error
 */
function readable(error) {
  const text = error instanceof Error ? error.message : JSON.stringify(error);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ANSI colours start with the escape character
  return new Error(text.replaceAll(/\u001b\[[0-9;]*m/g, '').trim(), { cause: error });
}
