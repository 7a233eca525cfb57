import { afterAll, beforeEach, expect, test } from 'vitest';
import { openPool } from './database';
import { installSchema } from './schema.sql';
import { testDatabaseUrl } from './test-app';

const pool = openPool(testDatabaseUrl(), 4);
beforeEach(() => pool.query('DROP SCHEMA IF EXISTS maru_jobs CASCADE'));
afterAll(() => pool.end());

const canStoreCommands = async () =>
  (
    await pool.query(
      `SELECT FROM information_schema.columns WHERE table_schema = 'maru_jobs' AND table_name = 'command'`,
    )
  ).rowCount !== 0;

test('runners that start at once install the tables once, and the next start leaves them alone', async () => {
  await Promise.all(Array.from({ length: 4 }, () => installSchema(pool)));
  await pool.query(`INSERT INTO maru_jobs.runner (id) VALUES ('kept')`);
  await installSchema(pool);
  expect((await pool.query('SELECT id FROM maru_jobs.runner')).rows).toEqual([{ id: 'kept' }]);
});

test('tables from before there were versions make way', async () => {
  await pool.query('CREATE SCHEMA maru_jobs; CREATE TABLE maru_jobs.run (id int)');
  await installSchema(pool);
  expect(await canStoreCommands()).toBe(true);
});

test('tables of a later version are refused, and left as they are', async () => {
  await pool.query(`CREATE SCHEMA maru_jobs; COMMENT ON SCHEMA maru_jobs IS 'version 9'`);
  await expect(installSchema(pool)).rejects.toThrow('version 9');
  expect(await canStoreCommands()).toBe(false);
});
