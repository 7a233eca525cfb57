import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { withClient } from '../../lib/db/embedded-postgres.mjs';

/** Postgres's internal one-byte type, which the catalogs use and the adapter refuses to read. */
const INTERNAL_CHAR = 18;

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
    await query(script);
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  /** @type {boolean[]} */
  let isCharacter = [];
  pool.query = async (/** @type {any[]} */ ...args) => {
    const result = await query(...args);
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
