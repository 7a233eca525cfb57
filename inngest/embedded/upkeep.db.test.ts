import type { Inngest } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addJob, attempt, openPool } from './database';
import { requeueOverdue, returnLostJobs, sweepHistory } from './liveness';
import { Records, startTestRig, testDatabaseUrl, until } from './test-app';

const functions = (inngest: Inngest) => [
  inngest.createFunction({ id: 'sleepy', triggers: [{ event: 'test/sleepy' }] }, async ({ step }) => {
    await step.sleep('nap', '1h');
    return step.run('wake up', () => 'awake');
  }),
  inngest.createFunction({ id: 'yearly', triggers: [{ cron: '0 0 1 1 *' }] }, async () => 'fired'),
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

test('queues again what is overdue and has lost its job: calls, sleeps, schedules', async () => {
  await rig.send('test/sleepy');
  await until(async () => (await unsettledSteps()) === 1, 'the sleep');
  // All that the queue knew is gone, as after a restore of the other tables only.
  await records.query('DELETE FROM graphile_worker._private_jobs');
  await records.query(`UPDATE maru_jobs.step SET wakes_at = now() - interval '1 minute' WHERE position IS NULL`);
  await records.query(`UPDATE maru_jobs.schedule SET next_at = now() - interval '1 minute'`);
  await records.query(
    `INSERT INTO maru_jobs.run (id, function_id, event_id, rerun_of)
     SELECT gen_random_uuid(), function_id, event_id, id FROM maru_jobs.run WHERE function_id = 'upkeep-sleepy'`,
  );
  await records.query(
    `INSERT INTO maru_jobs.call (run_id, step_id, due_at)
     SELECT id, 'step', now() - interval '1 minute' FROM maru_jobs.run WHERE rerun_of IS NOT NULL`,
  );

  await attempt(pool, requeueOverdue);
  await records.ended('upkeep-sleepy');
  await records.ended('upkeep-yearly');
  // The lost call went on to a sleep of its own.
  await until(async () => (await unsettledSteps()) === 1, 'the second sleep');
});

test('gives back jobs that the queue holds for a runner which never heard of them', async () => {
  await rig.send('test/sleepy');
  const { id: runId } = await until(async () => {
    const sleeping = await records.query<{ id: string }>(
      `SELECT run_id AS id FROM maru_jobs.step WHERE position IS NULL ORDER BY asked_at DESC LIMIT 1`,
    );
    return sleeping[0] ?? null;
  }, 'a sleeping run');
  const [runner] = await records.query<{ id: string }>('SELECT id FROM maru_jobs.runner');
  const runnerId = String(runner?.id);
  await attempt(pool, async (tx) => {
    await addJob(tx, 'cancel', { runId });
    // As the queue stands when the answer to "what is due?" is lost.
    await tx.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - interval '1 minute' WHERE locked_by IS NULL AND run_at <= now()`,
      [runnerId],
    );
  });
  const lost = () =>
    records.query<{ id: string }>('SELECT id FROM graphile_worker.jobs WHERE locked_by = $1', [runnerId]);
  const known = (await lost()).map(({ id }) => id);
  expect(known).not.toEqual([]);
  await attempt(pool, (tx) => returnLostJobs(tx, { runnerId, known }));
  expect(await lost()).toHaveLength(known.length);
  await attempt(pool, (tx) => returnLostJobs(tx, { runnerId, known: [] }));
  await until(
    async () => (await records.runs('upkeep-sleepy')).some(({ state }) => state === 'CANCELLED'),
    'the cancellation',
  );
});

test('removes what ended a week ago, piece by piece, and nothing younger', async () => {
  await records.query(
    `WITH old AS (
       INSERT INTO maru_jobs.event (id, name, body, received_at)
       SELECT gen_random_uuid(), 'old', '{}', now() - interval '8 days' FROM generate_series(1, 1500) RETURNING id
     )
     INSERT INTO maru_jobs.run (id, function_id, event_id, state, started_at, ended_at)
     SELECT gen_random_uuid(), 'upkeep-sleepy', id, 'COMPLETED', now() - interval '8 days', now() - interval '8 days' FROM old`,
  );
  const before = await runCount();
  expect(await attempt(pool, sweepHistory)).toBe(true);
  expect(await runCount()).toBe(before - 1000);
  expect(await attempt(pool, sweepHistory)).toBe(false);
  expect(await runCount()).toBe(before - 1500);
  expect(await records.query(`SELECT FROM maru_jobs.event WHERE name = 'old'`)).toEqual([]);
});

async function unsettledSteps(): Promise<number> {
  return (await records.query('SELECT FROM maru_jobs.step WHERE position IS NULL')).length;
}

async function runCount(): Promise<number> {
  const [row] = await records.query<{ count: number }>('SELECT count(*)::int AS count FROM maru_jobs.run');
  return row?.count ?? 0;
}
