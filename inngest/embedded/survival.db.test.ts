import { once } from 'node:events';
import { type Inngest, NonRetriableError } from 'inngest';
import { afterAll, afterEach, expect, test } from 'vitest';
import { openPool, transaction } from './database';
import {
  freePorts,
  Records,
  recordsName,
  startTestApp,
  startTestRig,
  startTestRunner,
  testDatabaseUrl,
  until,
} from './test-app';
import { endProgram, type Program, spawnRunner } from './test-processes';
import { tick } from './tick';

const records = new Records();
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});
afterAll(() => records.close());

/** A runner of this file's database, ended with the test. */
function startRunnerProcess(port: number, appUrl: string): Program {
  const runner = spawnRunner({ port, appUrl, databaseUrl: testDatabaseUrl() });
  cleanups.push(() => endProgram(runner));
  return runner;
}

test('after kill -9 in the middle of a call another runner takes the run over, and stores each result once', async () => {
  const starts: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const [runnerPort, appPort] = await freePorts(2);
  const app = await startTestApp({
    id: 'killed',
    runnerPort,
    port: appPort,
    build: (inngest) => [
      inngest.createFunction({ id: 'run', concurrency: 1, triggers: [{ event: 'killed/run' }] }, async ({ step }) => {
        await step.run('first', () => starts.push('first'));
        await step.run('second', async () => {
          starts.push('second');
          await held;
        });
        return step.run('third', () => starts.push('third'));
      }),
    ],
  });
  cleanups.push(() => app.stop());

  const first = startRunnerProcess(runnerPort, app.url);
  await until(() => first.lines.some((line) => line.includes('registered')), 'the first runner');
  await app.inngest.send([
    { name: 'killed/run', data: {} },
    { name: 'killed/run', data: {} },
  ]);
  await until(() => starts.includes('second'), 'the second step');
  first.kill('SIGKILL');
  await once(first, 'exit');

  startRunnerProcess(runnerPort, app.url);
  await until(() => starts.filter((step) => step === 'second').length >= 2, 'the take-over');
  release();
  const runs = await records.ended('killed-run', 2);
  expect(runs.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);
  // Only the step that was under way ran again.
  expect(starts.filter((step) => step === 'first')).toHaveLength(2);
  expect(starts.filter((step) => step === 'second')).toHaveLength(3);
  expect(starts.filter((step) => step === 'third')).toHaveLength(2);
}, 90_000);

test('SIGTERM ends the runner within seconds although a call is under way, and the call is made again at once', async () => {
  let calls = 0;
  const [runnerPort, appPort] = await freePorts(2);
  const app = await startTestApp({
    id: 'terminated',
    runnerPort,
    port: appPort,
    build: (inngest) => [
      inngest.createFunction({ id: 'run', triggers: [{ event: 'terminated/run' }] }, async ({ attempt }) => {
        if (calls++ === 0) await new Promise(() => undefined);
        return { attempt };
      }),
    ],
  });
  cleanups.push(() => app.stop());
  const first = startRunnerProcess(runnerPort, app.url);
  await until(() => first.lines.some((line) => line.includes('registered')), 'the first runner');
  await app.inngest.send({ name: 'terminated/run', data: {} });
  await until(() => calls === 1, 'the call');

  const stoppedAt = performance.now();
  first.kill('SIGTERM');
  const [exitCode] = await once(first, 'exit');
  expect(exitCode).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(10_000);

  // Had the call not been handed back, its lease would still run when the next runner is at work. What it asked of Postgres last may be
  // done a little after its end.
  await until(
    async () => (await records.query('SELECT FROM maru_jobs.call WHERE lease IS NOT NULL')).length === 0,
    'the call to be handed back',
  );
  startRunnerProcess(runnerPort, app.url);
  const [run] = await records.ended('terminated-run');
  expect(run).toMatchObject({ state: 'COMPLETED', output: { attempt: 0 } });
});

test('an app that is away uses up no attempts', async () => {
  const rig = await startTestRig('away', (inngest) => [
    inngest.createFunction({ id: 'run', retries: 0, triggers: [{ event: 'away/run' }] }, async ({ attempt }) => ({
      attempt,
    })),
  ]);
  cleanups.push(rig.stop);
  await rig.app.stop();
  await rig.send('away/run');
  await until(
    async () => (await records.query('SELECT FROM maru_jobs.call WHERE unreachable_count >= 3')).length > 0,
    'three tries',
  );
  await rig.app.restart();
  const [run] = await records.ended('away-run');
  expect(run).toMatchObject({ state: 'COMPLETED', output: { attempt: 0 } });
});

test('works on when Postgres drops every connection', async () => {
  const rig = await startTestRig('dropped', (inngest) => [
    inngest.createFunction({ id: 'run', triggers: [{ event: 'dropped/run' }] }, async ({ step }) => {
      await step.run('one', () => dropConnections());
      return step.run('two', () => 'done');
    }),
  ]);
  cleanups.push(rig.stop);
  await rig.send('dropped/run');
  const [run] = await records.ended('dropped-run');
  expect(run).toMatchObject({ state: 'COMPLETED', output: 'done' });
});

test('two runners share the work and start each run once', async () => {
  const build = (inngest: Inngest) => [
    inngest.createFunction({ id: 'run', triggers: [{ event: 'shared/run' }] }, async ({ step }) =>
      step.run('work', () => new Promise((resolve) => setTimeout(resolve, 5))),
    ),
  ];
  const rig = await startTestRig('shared', build, { concurrency: 3 });
  cleanups.push(rig.stop);
  const second = await startTestRunner({ port: 0, appUrl: rig.app.url, concurrency: 3 });
  cleanups.push(() => second.stop());
  await rig.app.inngest.send(Array.from({ length: 60 }, (_, index) => ({ name: 'shared/run', data: { index } })));
  const runs = await records.ended('shared-run', 60);
  expect(runs).toHaveLength(60);
  expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['COMPLETED']));
  // One call for the step and one to finish, each: none was made twice.
  expect(rig.app.callCount()).toBe(120);
});

test('fires a schedule missed while nothing ran once, and sets the next time in the future', async () => {
  const rig = await startTestRig('scheduled', (inngest) => [
    inngest.createFunction(
      { id: 'run', triggers: [{ cron: 'TZ=Asia/Seoul 0 4 1 1 *' }] },
      async ({ event }) => event.name,
    ),
  ]);
  cleanups.push(rig.stop);
  await records.query(`UPDATE maru_jobs.schedule SET next_at = now() - interval '3 years'`);
  const pool = openPool(testDatabaseUrl(), 4);
  cleanups.push(() => pool.end());
  const job = { functionId: 'scheduled-run', cron: 'TZ=Asia/Seoul 0 4 1 1 *' };
  await Promise.all(Array.from({ length: 4 }, () => transaction(pool, (tx) => tick(tx, job))));
  const runs = await records.ended('scheduled-run');
  expect(runs).toMatchObject([{ state: 'COMPLETED', output: 'inngest/scheduled.timer' }]);
  const [schedule] = await records.query<{ future: boolean }>(
    'SELECT next_at > now() AS future FROM maru_jobs.schedule',
  );
  expect(schedule?.future).toBe(true);
});

test('archives a function that the app no longer has: no events, no schedule', async () => {
  const both = (inngest: Inngest) => [
    inngest.createFunction({ id: 'stays', triggers: [{ event: 'archived/run' }] }, async () => 'ran'),
    inngest.createFunction(
      { id: 'goes', triggers: [{ event: 'archived/run' }, { cron: '0 0 1 1 *' }] },
      async () => 'ran',
    ),
  ];
  const rig = await startTestRig('archived', both);
  const [runnerPort, appPort] = [rig.runner.port, Number(new URL(rig.app.url).port)];
  cleanups.push(() => rig.runner.stop());
  await rig.app.stop();
  const app = await startTestApp({
    id: 'archived',
    runnerPort,
    port: appPort,
    build: (inngest) => both(inngest).slice(0, 1),
  });
  cleanups.push(() => app.stop());
  await fetch(app.url, { method: 'PUT' });

  await app.inngest.send({ name: 'archived/run', data: {} });
  await records.ended('archived-stays');
  expect(await records.runs('archived-goes')).toEqual([]);
  expect(await records.query(`SELECT FROM maru_jobs.schedule WHERE function_id LIKE 'archived-%'`)).toEqual([]);
});

test('refuses at start-up, by function and setting, what it does not support', async () => {
  const [runnerPort, appPort] = await freePorts(2);
  const app = await startTestApp({
    id: 'refused',
    runnerPort,
    port: appPort,
    build: (inngest) => [
      inngest.createFunction({ id: 'fine', triggers: [{ event: 'refused/run' }] }, async () => {
        throw new NonRetriableError('never registered, never called');
      }),
      inngest.createFunction(
        { id: 'fancy', debounce: { period: '5s' }, triggers: [{ event: 'refused/run' }] },
        async () => undefined,
      ),
    ],
  });
  cleanups.push(() => app.stop());
  const runner = startRunnerProcess(runnerPort, app.url);
  const [exitCode] = await once(runner, 'exit');
  expect(exitCode).toBe(78);
  expect(runner.lines.join('\n')).toContain(
    'Function "refused-fancy" uses "debounce", which the embedded runner does not support.',
  );
  expect(await records.query(`SELECT FROM maru_jobs.function WHERE app_id = 'refused'`)).toEqual([]);
});

/** Cuts the runner's connections, as a restart of Postgres does. */
async function dropConnections(): Promise<number> {
  const cut = await records.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> $1`,
    [recordsName],
  );
  return cut.length;
}
