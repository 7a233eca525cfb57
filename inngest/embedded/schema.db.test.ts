import { afterAll, beforeEach, expect, test } from 'vitest';
import { openPool } from './database';
import { firstVersion, installSchema } from './schema.sql';
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
  await pool.query(
    'CREATE SCHEMA maru_jobs; CREATE TABLE maru_jobs.schema_version (version int); INSERT INTO maru_jobs.schema_version VALUES (9)',
  );
  await expect(installSchema(pool)).rejects.toThrow('version 9');
  expect(await canStoreCommands()).toBe(false);
});

test('what the first version left in line gets in line again', async () => {
  await pool.query(firstVersion);
  await pool.query(
    `INSERT INTO maru_jobs.function (id, app_id, plan) VALUES ('f', 'app', '{}');
     INSERT INTO maru_jobs.event (id, name, body) VALUES (gen_random_uuid(), 'e', '{}');
     INSERT INTO maru_jobs.run (id, function_id, event_id) SELECT gen_random_uuid(), 'f', id FROM maru_jobs.event;
     INSERT INTO maru_jobs.call (run_id, step_id, parked) SELECT id, step, step = 'parked' FROM maru_jobs.run, unnest(ARRAY['free', 'holds', 'parked', 'later']) AS step;
     INSERT INTO maru_jobs.call_slot (slot, call_id, most, held)
     SELECT slot, id, 1, CASE step_id WHEN 'holds' THEN true WHEN 'parked' THEN false END
     FROM maru_jobs.call, unnest(ARRAY['f#0:', 'f#1:']) AS slot WHERE step_id <> 'free' AND (step_id <> 'holds' OR slot = 'f#0:')`,
  );
  await installSchema(pool);
  const calls = await pool.query('SELECT step_id, standing FROM maru_jobs.call ORDER BY id');
  expect(calls.rows).toEqual([
    { step_id: 'free', standing: 'READY' },
    { step_id: 'holds', standing: 'READY' },
    { step_id: 'parked', standing: 'OUTSIDE' },
    { step_id: 'later', standing: 'OUTSIDE' },
  ]);
  expect((await pool.query('SELECT FROM maru_jobs.call_slot WHERE held IS FALSE')).rowCount).toBe(0);
});
