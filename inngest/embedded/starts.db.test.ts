import { randomUUID } from 'node:crypto';
import type { Inngest } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bearerToken } from './signature';
import { Records, startTestRig, testKeys, until } from './test-app';

const startedAt = new Map<string, number[]>();

const noteStart = async ({ event }: { event: { data: { key: string } } }) => {
  startedAt.set(event.data.key, [...(startedAt.get(event.data.key) ?? []), performance.now()]);
};

const functions = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'throttled',
      throttle: { limit: 1, period: '1s', burst: 1, key: 'event.data.key' },
      triggers: [{ event: 'test/throttled' }],
    },
    noteStart,
  ),
  inngest.createFunction(
    {
      id: 'kept-back',
      // Longer than any test waits.
      throttle: { limit: 1, period: '60s', burst: 1 },
      triggers: [{ event: 'test/kept-back' }],
      cancelOn: [{ event: 'test/kept-back.cancel', match: 'data.key' }],
    },
    noteStart,
  ),
  inngest.createFunction(
    { id: 'once', idempotency: 'event.data.orderId', triggers: [{ event: 'test/once' }] },
    async ({ event }) => event.data.orderId,
  ),
  inngest.createFunction({ id: 'long', triggers: [{ event: 'test/long' }] }, async ({ event, step, runId }) => {
    if (event.data.sleeps) await step.sleep('long', '1h');
    return runId;
  }),
];
let rig: Awaited<ReturnType<typeof startTestRig>>;
let records: Records;

beforeAll(async () => {
  rig = await startTestRig('starts', functions);
  records = new Records();
});

afterAll(async () => {
  await rig.stop();
  await records.close();
});

test('throttles the starts of runs per key, in the order in which they come', async () => {
  const sentAt = performance.now();
  await rig.app.inngest.send(['a', 'a', 'a', 'b', 'a'].map((key) => ({ name: 'test/throttled', data: { key } })));
  const [, second = 0, third = 0, fourth = 0] = await until(
    () => (startedAt.get('a')?.length === 4 ? (startedAt.get('a') ?? []) : null),
    'four starts',
  );
  // Two at once (the limit and the burst), then one a second. Measured from before any start, which a busy machine makes late.
  expect(third - sentAt).toBeGreaterThan(990);
  expect(fourth - sentAt).toBeGreaterThan(1_990);
  expect(second).toBeLessThan(third);
  expect(startedAt.get('b')?.[0]).toBeLessThan(third);
});

test('cancels a run that still waits for its start', async () => {
  for (let count = 0; count < 3; count++) await rig.send('test/kept-back', { key: 'c' });
  await rig.send('test/kept-back.cancel', { key: 'c' });
  const runs = await records.ended('starts-kept-back', 3);
  expect(runs.at(-1)?.state).toBe('CANCELLED');
  expect(startedAt.get('c')?.length ?? 0).toBeLessThan(3);
});

test('starts one run per value of what the function takes for the same, even at once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => rig.send('test/once', { orderId: 'o1' })));
  await rig.send('test/once', { orderId: 'o2' });
  const runs = await records.ended('starts-once', 2);
  expect(runs.map(({ output }) => output).sort()).toEqual(['o1', 'o2']);
});

test('takes ids that no index would: very long, with U+0000', async () => {
  const id = `${'x'.repeat(10_000)}\u0000`;
  for (let count = 0; count < 2; count++) await rig.send('test/once', { orderId: 'o3' }, { id });
  await rig.send('test/once', { orderId: 'o4' }, { id });
  const runs = await records.ended('starts-once', 3);
  expect(runs.map(({ output }) => output)).not.toContain('o4');
});

test('cancels a run by hand, and repeats one that has ended, once however often it is asked', async () => {
  await rig.send('test/long', { sleeps: true });
  const sleeping = await until(async () => {
    const steps = await records.query<{ id: string }>(`SELECT run_id AS id FROM maru_jobs.step WHERE op = 'Sleep'`);
    return steps[0] ?? null;
  }, 'the sleep');
  const ask = (kind: string, runId?: string, newRunId?: string) =>
    records.query(
      'INSERT INTO maru_jobs.command (kind, run_id, new_run_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [kind, runId, newRunId],
    );
  // A run that has not ended is not repeated.
  await ask('rerun', sleeping.id, randomUUID());
  const taken = async () => ((await records.query('SELECT id FROM maru_jobs.command')).length === 0 ? true : null);
  await until(taken, 'the command to be taken');
  for (let count = 0; count < 2; count++) await ask('cancel', sleeping.id);
  const [cancelled] = await records.ended('starts-long');
  expect(cancelled).toMatchObject({ id: sleeping.id, state: 'CANCELLED' });

  await rig.send('test/long', { sleeps: false });
  const [, done] = await records.ended('starts-long', 2);
  const newRunId = randomUUID();
  for (let count = 0; count < 2; count++) await ask('rerun', done?.id, newRunId);
  const runs = await records.ended('starts-long', 3);
  expect(runs).toHaveLength(3);
  expect(runs.find(({ id }) => id === newRunId)).toMatchObject({ state: 'COMPLETED', output: newRunId });
});

test('tells what an event started, in the form of Inngest’s API, to those who have the key', async () => {
  const { ids } = await rig.send('test/long', { sleeps: false });
  const url = `http://127.0.0.1:${rig.runner.port}/v1/events/${ids[0]}/runs`;
  const ask = (authorization: string) => fetch(url, { headers: { authorization } });
  const { data } = await until(async () => {
    const answer = await (await ask(`Bearer ${bearerToken(testKeys.signingKey)}`)).json();
    return answer.data[0]?.ended_at ? answer : null;
  }, 'the end of the run');
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ function_id: 'starts-long', event_id: ids[0], status: 'Completed' });
  expect(data[0].output).toBe(data[0].run_id);
  expect((await ask('Bearer wrong')).status).toBe(401);
});
