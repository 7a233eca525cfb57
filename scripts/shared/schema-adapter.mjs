import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { withClient } from '../../lib/db/embedded-postgres.mjs';

/** Postgres's internal one-byte type, which the catalogs use and the adapter refuses to read. */
const INTERNAL_CHAR = 18;

/**
 * Commits with the migration, and so tells after a crash whether it did: the engine journals its start and its end in
 * transactions of their own, and would refuse every later migration over a start without an end.
 */
const MARK_COMMITTED = `UPDATE _prisma_migrations SET logs = 'committed' WHERE finished_at IS NULL AND rolled_back_at IS NULL`;

/**
 * Settles what a killed process left open in the journal: what committed is finished, the rest is to be done again.
 * Call it under the migration lock only.
 *
 * @param {pg.Client} client
 */
export async function settleJournal(client) {
  const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') AS journal`);
  if (!rows[0].journal) return;
  const open = 'finished_at IS NULL AND rolled_back_at IS NULL';
  await client.query(`
    UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1, logs = NULL WHERE ${open} AND logs = 'committed';
    DELETE FROM _prisma_migrations WHERE ${open}`);
}

/**
 * Prisma's adapter, mended for migrations: a script runs as one batch, so atomically and with any SQL in it (the
 * adapter cuts it at every semicolon); a shadow database is really another database; catalogs can be described.
 *
 * @param {string} url
 * @returns {{ factory: object, close: () => Promise<void> }} `close` ends every connection and drops shadow databases
 */
export function schemaAdapter(url) {
  /** @type {Array<() => Promise<unknown>>} */
  const closers = [];

  const connect = async (/** @type {string} */ connectionString) => {
    const pool = new pg.Pool({ connectionString, max: 1 });
    pool.on('error', () => {});
    closers.push(() => pool.end());
    return mend(await new PrismaPg(pool).connect(), pool);
  };

  const connectToShadowDb = async () => {
    const name = pg.escapeIdentifier(`maru_shadow_${randomUUID()}`);
    await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
    closers.push(() => withClient(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)));
    const shadowUrl = new URL(url);
    shadowUrl.pathname = `/${name.replaceAll('"', '')}`;
    return connect(shadowUrl.href);
  };

  const { provider, adapterName } = new PrismaPg({ connectionString: url });
  return {
    factory: bindMigrationAwareSqlAdapterFactory({
      provider,
      adapterName,
      connect: () => connect(url),
      connectToShadowDb,
    }),
    close: async () => {
      for (const closer of closers.reverse()) await closer();
    },
  };
}

/**
 * @param {import('@prisma/driver-adapter-utils').SqlDriverAdapter} adapter
 * @param {pg.Pool} pool
 */
function mend(adapter, pool) {
  const query = pool.query.bind(pool);
  adapter.executeScript = async (script) => {
    const { rows } = await query(`SELECT to_regclass('_prisma_migrations') AS journal`);
    await query(rows[0].journal ? `${script}\n;${MARK_COMMITTED}` : script);
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  /** @type {boolean[]} */
  let isCharacter = [];
  pool.query = async (/** @type {any} */ statement) => {
    const result = await query(statement);
    isCharacter = result.fields?.map((/** @type {pg.FieldDef} */ field) => field.dataTypeID === INTERNAL_CHAR) ?? [];
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = pg.types.builtins.TEXT;
    }
    return result;
  };
  // The engine awaits each query before the next, so what `isCharacter` says is about this one.
  adapter.queryRaw = async (statement) => {
    const result = await queryRaw(statement);
    const columnTypes = result.columnTypes.map((type, index) => (isCharacter[index] ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
  return adapter;
}
