import type { Inngest } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attempt, openPool } from './database';
import { sweepHistory } from './liveness';
import { touchIdleSlots } from './slots';
import { Records, startTestRig, testDatabaseUrl } from './test-app';

const functions = (inngest: Inngest) => [
  inngest.createFunction({ id: 'old', triggers: [{ event: 'test/old' }] }, async () => 'done'),
  inngest.createFunction(
    { id: 'limited', concurrency: { limit: 1, key: 'event.data.key' }, triggers: [{ event: 'test/limited' }] },
    async () => 'done',
  ),
  inngest.createFunction({ id: 'deep', retries: 0, triggers: [{ event: 'test/deep' }] }, async () => 'done'),
];
let rig: Awaited<ReturnType<typeof startTestRig>>;
const records = new Records();
const pool = openPool(testDatabaseUrl(), 2);

beforeAll(async () => {
  rig = await startTestRig('upkeep', functions);
});

afterAll(async () => {
  await rig.stop();
  await records.close();
  await pool.end();
});

test('lets go of a call that it holds without knowing, because the answer to its claim was lost', async () => {
  await rig.send('test/old');
  await records.ended('upkeep-old');
  await records.query(
    `WITH again AS (
       INSERT INTO maru_jobs.run (id, function_id, event_id, rerun_of)
       SELECT gen_random_uuid(), function_id, event_id, id FROM maru_jobs.run RETURNING id
     )
     INSERT INTO maru_jobs.call (run_id, step_id, lease, runner_id, leased_at)
     SELECT again.id, 'step', gen_random_uuid(), runner.id, now() - interval '1 minute' FROM again, maru_jobs.runner`,
  );
  await records.ended('upkeep-old', 2);
});

test('lets in a call that is parked although its slot is free, and takes keys of any length', async () => {
  await rig.send('test/limited', { key: 'k'.repeat(5000) });
  await records.ended('upkeep-limited');
  await records.query(
    `WITH again AS (
       INSERT INTO maru_jobs.run (id, function_id, event_id, rerun_of)
       SELECT gen_random_uuid(), function_id, event_id, id FROM maru_jobs.run WHERE function_id = 'upkeep-limited' RETURNING id
     ), call AS (
       INSERT INTO maru_jobs.call (run_id, step_id, standing) SELECT id, 'step', 'PARKED' FROM again RETURNING id
     )
     INSERT INTO maru_jobs.call_slot (slot, call_id, most, held) SELECT 'upkeep-limited#0:"k"', id, 1, false FROM call`,
  );
  await attempt(pool, touchIdleSlots);
  await records.ended('upkeep-limited', 2);
});

test('a call that cannot be written down is one that failed', async () => {
  await records.query(
    `WITH event AS (
       INSERT INTO maru_jobs.event (id, name, body)
       VALUES (gen_random_uuid(), 'test/deep', ('{"data":' || repeat('[', 6000) || repeat(']', 6000) || '}')::json) RETURNING id
     ), run AS (
       INSERT INTO maru_jobs.run (id, function_id, event_id) SELECT gen_random_uuid(), 'upkeep-deep', id FROM event RETURNING id
     )
     INSERT INTO maru_jobs.call (run_id, step_id) SELECT id, 'step' FROM run`,
  );
  const [run] = await records.ended('upkeep-deep');
  expect(run).toMatchObject({ state: 'FAILED', output: { name: 'ConnectionLost' } });
});

test('removes what ended a week ago, piece by piece, and nothing younger', async () => {
  await records.query(
    `WITH old AS (
       INSERT INTO maru_jobs.event (id, name, body, received_at)
       SELECT gen_random_uuid(), 'old', '{}', now() - interval '8 days' FROM generate_series(1, 1500) RETURNING id
     )
     INSERT INTO maru_jobs.run (id, function_id, event_id, state, started_at, ended_at)
     SELECT gen_random_uuid(), 'upkeep-old', id, 'COMPLETED', now() - interval '8 days', now() - interval '8 days' FROM old`,
  );
  const before = await runCount();
  expect(await attempt(pool, sweepHistory)).toBe(true);
  expect(await runCount()).toBe(before - 1000);
  expect(await attempt(pool, sweepHistory)).toBe(false);
  expect(await runCount()).toBe(before - 1500);
  expect(await records.query(`SELECT FROM maru_jobs.event WHERE name = 'old'`)).toEqual([]);
});

async function runCount(): Promise<number> {
  const [row] = await records.query<{ count: number }>('SELECT count(*)::int AS count FROM maru_jobs.run');
  return row?.count ?? 0;
}
