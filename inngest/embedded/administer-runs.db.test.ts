import { type Inngest, NonRetriableError } from 'inngest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '@/lib/db/client';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { type Result, unwrap } from '@/lib/shared/result';
import { askToCancel } from './ask-to-cancel';
import { askToRerun } from './ask-to-rerun';
import { getRun } from './get-run';
import { listRuns } from './list-runs';
import { JobRunDetail, JobRunPage, type JobRunQuery, JobsOverview } from './model';
import { readJobs } from './read-jobs';
import type { Runner } from './runner';
import { Records, startTestRig, startTestRunner, until } from './test-app';
import { addRun } from './test-runs';

const db = testDb();
const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
const secondActor: Actor = { ...actor, userId: newId() };
const inTx = <Value, Failure extends { code: string }>(work: (tx: Tx) => Promise<Result<Value, Failure>>) =>
  inTransaction(work);
const cancel = (runId: string) => inTx((tx) => askToCancel(tx, { actor, runId }));

/** The second admin asks before the first one's transaction has ended, which ends once the second waits for it. */
async function cancelAtOnce(runId: string) {
  const seconds: ReturnType<typeof cancel>[] = [];
  const first = await inTx(async (tx) => {
    const asked = await askToCancel(tx, { actor, runId });
    seconds.push(inTx((other) => askToCancel(other, { actor: secondActor, runId: runId.toUpperCase() })));
    await until(someoneWaits, 'the second admin');
    return asked;
  });
  return [first, ...(await Promise.all(seconds))];
}

async function someoneWaits(): Promise<boolean> {
  const waiting = await db.$queryRaw<unknown[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return waiting.length > 0;
}

const rerun = (runId: string) => inTx((tx) => askToRerun(tx, { actor, runId }));

const overview = async () => JobsOverview.strict().parse(await readJobs(db));
const detail = async (id: string) => JobRunDetail.strict().parse(unwrap(await getRun(db, id)));
const pageOf = async (query: Partial<JobRunQuery>) =>
  JobRunPage.strict().parse(unwrap(await listRuns(db, { limit: 24, ...query })));
const idsOf = async (query: Partial<JobRunQuery>) => (await pageOf(query)).items.map(({ id }) => id);

/** Nothing that Postgres's own texts take: U+0000, and half of a surrogate pair. */
const odd = 'a\u0000b\ud800c';
const hourMs = 3_600_000;
let isBroken = true;
let backoffMs = hourMs;

const functions = (inngest: Inngest) => [
  inngest.createFunction(
    {
      id: 'steps',
      name: 'Several steps',
      triggers: [{ event: 'test/steps', if: "event.data.kind == 'right'" }],
      concurrency: { limit: 3, key: 'event.data.kind' },
      throttle: { limit: 100, period: '1s' },
      cancelOn: [{ event: 'test/stop', match: 'data.kind' }],
    },
    async ({ step }) => {
      const one = await step.run('one', () => ({ amount: 1 }));
      await step.run('nothing', () => undefined);
      await step.sleep('nap', '1s');
      const caught = await step
        .run('refused', () => {
          throw new NonRetriableError('no such jar');
        })
        .catch((error: Error) => error.message);
      return { ...one, caught };
    },
  ),
  inngest.createFunction({ id: 'sleepy', triggers: [{ event: 'test/sleepy' }] }, async ({ step }) => {
    await step.sleep('nap', '1h');
  }),
  inngest.createFunction({ id: 'waiter', triggers: [{ event: 'test/waiter' }] }, async ({ step }) => {
    const answer = await step.waitForEvent('answer', { event: 'test/answer', timeout: '1h' });
    return answer?.data;
  }),
  inngest.createFunction({ id: 'flaky', retries: 2, triggers: [{ event: 'test/flaky' }] }, async () => {
    if (isBroken) throw new TypeError('not yet\nand more');
    return 'mended';
  }),
  inngest.createFunction(
    { id: 'unsteady', retries: 2, triggers: [{ event: 'test/unsteady' }] },
    async ({ step, attempt }) => {
      const drawn = await step.run('draw', () => {
        if (attempt < 2) throw new RangeError(`jar ${attempt + 1} is empty`);
        return 'water';
      });
      if (attempt === 0) throw new Error('spilled');
      return drawn;
    },
  ),
  inngest.createFunction({ id: 'final', triggers: [{ event: 'test/final' }] }, async ({ event }) => {
    throw new NonRetriableError(String(event.data.text ?? 'never'));
  }),
  inngest.createFunction({ id: 'odd', triggers: [{ event: 'test/odd' }] }, async ({ event, step }) => {
    const text = await step.run('text', () => event.data.text as string);
    return { text };
  }),
  inngest.createFunction(
    { id: 'yearly', triggers: [{ cron: 'TZ=Asia/Seoul 0 9 1 1 *' }, { cron: '0 0 1 6 *' }] },
    async () => 'fired',
  ),
];

it('says that no runner has ever been here, and finds nothing', async () => {
  expect(await overview()).toMatchObject({ engine: { state: 'ABSENT', runnerCount: 0 }, functions: [] });
  expect(await pageOf({})).toEqual({ items: [], nextCursor: null });
  expect(await listRuns(db, { limit: 1, cursor: 'x' })).toMatchObject({ error: { code: 'http.badCursor' } });
  expect(await getRun(db, newId())).toEqual({ ok: false, error: { code: 'jobs.runNotFound' } });
  expect(await cancel(newId())).toEqual({ ok: false, error: { code: 'jobs.runNotFound' } });
  expect(await rerun(newId())).toEqual({ ok: false, error: { code: 'jobs.runNotFound' } });
});

describe('with a runner', () => {
  let rig: Awaited<ReturnType<typeof startTestRig>>;
  let runner: Runner;
  let records: Records;

  beforeAll(async () => {
    rig = await startTestRig('app', functions, { backoff: () => backoffMs });
    runner = rig.runner;
    records = new Records();
    await until(async () => (await overview()).engine.state === 'WORKING', 'the runner');
  });

  afterAll(async () => {
    await runner.stop();
    await rig.app.stop();
    await records.close();
  });

  /** Starts a run of a function, and waits until it is as wanted; its id. */
  async function start(name: string, data: Record<string, unknown>, isThere: (run: JobRunDetail) => boolean) {
    const before = new Set((await records.runs(`app-${name}`)).map(({ id }) => id));
    await rig.send(`test/${name}`, data);
    return until(async () => {
      const run = (await records.runs(`app-${name}`)).find(({ id }) => !before.has(id));
      return run && isThere(await detail(run.id)) ? run.id : null;
    }, `the run of ${name}`);
  }
  const hasEnded = ({ state }: JobRunDetail) => state !== 'RUNNING';
  const isAsleep = ({ phase }: JobRunDetail) => phase === 'ASLEEP';

  it('lists what the app registered, with conditions, limits, zones and next times', async () => {
    const { engine, functions: known } = await overview();
    expect(engine).toMatchObject({
      state: 'WORKING',
      runnerCount: 1,
      waitingCount: 0,
      underWayCount: 0,
      laterCount: 0,
    });
    expect(known.find(({ id }) => id === 'app-steps')).toMatchObject({
      name: 'Several steps',
      archivedAt: null,
      triggers: [{ event: 'test/steps', if: 'event.data.kind == "right"' }],
      concurrency: [{ limit: 3, key: 'event.data.kind' }],
      throttle: { burst: 100, intervalMs: 10, key: null },
      idempotencyKey: null,
      cancelOn: ['test/stop'],
      maxAttempts: 5,
    });
    const yearly = known.find(({ id }) => id === 'app-yearly');
    expect(yearly?.schedules).toHaveLength(2);
    expect(yearly?.schedules).toContainEqual({
      cron: '0 9 1 1 *',
      timeZone: 'Asia/Seoul',
      nextAt: expect.stringMatching(/-01-01T00:00:00\.000Z$/),
    });
  });

  it('tells a run from its event to its result, step by step', async () => {
    const id = await start('steps', { kind: 'right' }, hasEnded);
    const run = await detail(id);
    expect(run).toMatchObject({
      functionName: 'Several steps',
      eventName: 'test/steps',
      state: 'COMPLETED',
      phase: null,
      attempt: null,
      maxAttempts: 5,
      stepCount: 4,
      calls: [],
      failure: null,
      allowedActions: ['rerun'],
    });
    expect(JSON.parse(run.event.body.text)).toMatchObject({ name: 'test/steps', data: { kind: 'right' } });
    expect(JSON.parse(run.output?.text ?? '')).toEqual({ amount: 1, caught: 'no such jar' });
    expect(run.steps.map(({ name, kind, result, failure }) => [name, kind, result?.text, failure?.message])).toEqual([
      ['one', 'RUN', '{"amount":1}', undefined],
      ['nothing', 'RUN', undefined, undefined],
      ['nap', 'SLEEP', undefined, undefined],
      ['refused', 'RUN', undefined, 'NonRetriableError: no such jar'],
    ]);
    expect(run.durationMs).toBeGreaterThanOrEqual(1_000);
    const counted = (await overview()).functions.find(({ id }) => id === 'app-steps');
    expect(counted).toMatchObject({ completedCount: 1, failedCount: 0, runningCount: 0 });
  });

  it('shows what a running run waits for: a time, an event, its next attempt', async () => {
    const asleep = await detail(await start('sleepy', {}, isAsleep));
    expect(asleep.steps).toMatchObject([{ name: 'nap', kind: 'SLEEP', settledAt: null, wakesAt: asleep.nextAt }]);
    expect(asleep).toMatchObject({ state: 'RUNNING', calls: [], allowedActions: ['cancel'] });

    const waits = await detail(await start('waiter', {}, isAsleep));
    expect(waits.steps).toMatchObject([
      { name: 'answer', kind: 'EVENT', awaitedEvent: 'test/answer', settledAt: null },
    ]);

    const retries = await detail(await start('flaky', {}, ({ phase }) => phase === 'RETRYING'));
    expect(retries).toMatchObject({ attempt: 2, maxAttempts: 3, error: 'TypeError: not yet' });
    expect(retries.calls).toMatchObject([{ stepName: null, attempt: 2, runnerId: null, dueAt: retries.nextAt }]);
    expect(retries.calls[0]?.lastFailure?.stack).toContain('not yet');
    expect((await overview()).engine).toMatchObject({ laterCount: 1, waitingCount: 0, oldestWaitingAt: null });
  });

  it('keeps the attempts that failed of a run that succeeded in the end', async () => {
    backoffMs = 20;
    const id = await start('unsteady', {}, hasEnded);
    backoffMs = hourMs;
    const run = await detail(id);
    expect(run).toMatchObject({ state: 'COMPLETED', failure: null, failedAttemptCount: 3 });
    expect(run.steps).toMatchObject([{ name: 'draw', failedAttemptCount: 2 }]);
    expect(run.failedAttempts.map(({ stepName, attempt, failure }) => [stepName, attempt, failure?.message])).toEqual([
      [null, 1, 'spilled'],
      ['draw', 2, 'RangeError: jar 2 is empty'],
      ['draw', 1, 'RangeError: jar 1 is empty'],
    ]);
    expect(run.failedAttempts[1]?.failure?.stack).toContain('jar 2 is empty');
    expect((await pageOf({ functionId: 'app-unsteady' })).items).toMatchObject([{ id, failedAttemptCount: 3 }]);

    await db.$executeRaw`
      INSERT INTO maru_jobs.failed_attempt (run_id, step_id, attempt, error)
      SELECT ${id}::uuid, 'step', n, ${JSON.stringify(odd)}::json FROM generate_series(2, 23) AS n`;
    const { failedAttempts, failedAttemptCount } = await detail(id);
    expect(failedAttemptCount).toBe(25);
    expect(failedAttempts.map(({ attempt }) => attempt)).toEqual(Array.from({ length: 20 }, (_, index) => 23 - index));
    expect(failedAttempts[0]?.failure).toEqual({ message: 'a\ufffdb\ufffdc', stack: null });
  });

  it('reads JSON that Postgres’s own texts can’t hold, and cuts what is long', async () => {
    const id = await start('odd', { text: odd + 'x'.repeat(20_000) }, hasEnded);
    const run = await detail(id);
    for (const excerpt of [run.event.body, run.steps[0]?.result, run.output]) {
      expect(excerpt).toMatchObject({ isCut: true });
      expect(excerpt?.text.length).toBeLessThanOrEqual(10_000);
      expect(excerpt?.totalBytes).toBeGreaterThan(20_000);
      expect(excerpt?.text).toContain('a\\u0000b\\ud800c');
    }
    const failed = await start('final', { text: odd }, hasEnded);
    const failure = 'NonRetriableError: a\ufffdb\ufffdc';
    expect((await detail(failed)).failure?.message).toBe(failure);
    expect((await pageOf({ state: 'FAILED' })).items).toMatchObject([{ id: failed, error: failure }]);
  });

  it('ends a running run on request, once, and notes who asked', async () => {
    const id = await start('sleepy', {}, isAsleep);
    const [first] = await cancelAtOnce(id);
    expect(first).toEqual({ ok: true, value: { runId: id } });
    await until(async () => hasEnded(await detail(id)), 'the cancellation');
    expect(await detail(id)).toMatchObject({ state: 'CANCELLED', isCancelRequested: false, allowedActions: ['rerun'] });
    expect(await cancel(id)).toEqual({ ok: false, error: { code: 'jobs.notRunning' } });
    expect(await db.auditLog.findMany()).toMatchObject([
      {
        actorId: actor.userId,
        action: 'job.cancel',
        entityType: 'job_run',
        entityId: id,
        before: { state: 'RUNNING' },
      },
    ]);
  });

  it('repeats a run that has ended, as a run of its own that knows the first', async () => {
    isBroken = false;
    const id = await start('flaky', {}, hasEnded);
    const { runId } = unwrap(await rerun(id));
    const repeated = await until(async () => {
      const run = await getRun(db, runId);
      return run.ok && hasEnded(run.value) ? run.value : null;
    }, 'the rerun');
    expect(repeated).toMatchObject({ rerunOf: id, state: 'COMPLETED', functionId: 'app-flaky' });
    expect(await detail(id)).toMatchObject({ reruns: [{ id: runId, state: 'COMPLETED' }], allowedActions: ['rerun'] });
    expect(await db.auditLog.findMany()).toMatchObject([
      { action: 'job.rerun', entityId: id, after: { newRunId: runId } },
    ]);
  });

  it('repeats no run that has not ended, whose rerun has not, or whose function is gone', async () => {
    const id = await start('sleepy', {}, isAsleep);
    expect(await rerun(id)).toEqual({ ok: false, error: { code: 'jobs.stillRunning' } });
    unwrap(await cancel(id));
    await until(async () => hasEnded(await detail(id)), 'the cancellation');
    const { runId } = unwrap(await rerun(id));
    await until(async () => (await detail(id)).reruns[0]?.phase === 'ASLEEP', 'the rerun');
    expect(await rerun(id)).toEqual({ ok: false, error: { code: 'jobs.rerunUnderWay' } });
    expect((await detail(id)).allowedActions).toEqual([]);
    unwrap(await cancel(runId));
    await until(async () => hasEnded(await detail(runId)), 'the second cancellation');
    expect((await detail(id)).allowedActions).toEqual(['rerun']);

    const { runId: another } = unwrap(await rerun(id));
    expect(await rerun(runId)).toEqual({ ok: false, error: { code: 'jobs.rerunUnderWay' } });
    await until(async () => (await getRun(db, another)).ok, 'the second rerun');
    expect(await rerun(runId)).toEqual({ ok: false, error: { code: 'jobs.rerunUnderWay' } });
    expect((await detail(runId)).allowedActions).toEqual([]);

    const orphan = await addRun({ functionId: 'gone' });
    await db.$executeRaw`UPDATE maru_jobs.function SET archived_at = now() WHERE id = 'gone'`;
    expect(await rerun(orphan)).toEqual({ ok: false, error: { code: 'jobs.functionArchived' } });
    expect(await detail(orphan)).toMatchObject({ isFunctionArchived: true, allowedActions: [] });
    expect((await overview()).functions.at(-1)).toMatchObject({ id: 'gone', archivedAt: expect.any(String) });
  });

  it('keeps commands while no runner lives, each once however often and at once it is given', async () => {
    const [running, ended] = [await start('sleepy', {}, isAsleep), await start('flaky', {}, hasEnded)];
    await runner.stop();
    expect((await overview()).engine).toMatchObject({ state: 'STOPPED', runnerCount: 0 });
    expect(await detail(running)).toMatchObject({ engineState: 'STOPPED' });

    expect(await cancelAtOnce(running)).toEqual(Array(2).fill({ ok: true, value: { runId: expect.anything() } }));
    expect(await detail(running)).toMatchObject({ state: 'RUNNING', isCancelRequested: true, allowedActions: [] });
    const asked = await Promise.all([rerun(ended), rerun(ended), rerun(ended)]);
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
    expect(asked.filter(({ ok }) => !ok)).toMatchObject(Array(2).fill({ error: { code: 'jobs.rerunUnderWay' } }));
    expect(await detail(ended)).toMatchObject({ isRerunRequested: true, reruns: [], allowedActions: [] });
    expect((await db.auditLog.findMany()).map(({ action }) => action).sort()).toEqual(['job.cancel', 'job.rerun']);

    runner = await startTestRunner({ port: runner.port, appUrl: rig.app.url, backoff: () => backoffMs });
    await until(async () => hasEnded(await detail(running)), 'the cancellation');
    await until(async () => (await detail(ended)).reruns.length === 1, 'the rerun');
    expect(await detail(ended)).toMatchObject({ isRerunRequested: false, reruns: [{ state: expect.any(String) }] });
  });
});

describe('the list of runs', () => {
  const hours = (count: number) => new Date(Date.parse('2026-11-23T00:00:00Z') + count * hourMs);
  const idAt = (hour: number) => `${newIdAt(hours(hour))}`;
  let ids: string[];

  beforeAll(async () => {
    await db.$executeRaw`DELETE FROM maru_jobs.run`;
    ids = [3, 2, 1, 0].map(idAt);
    const [third, second, first, oldest] = ids as [string, string, string, string];
    await addRun({ id: third, functionId: 'a', event: { orderId: 'maru-7', note: '백자 "달"' } });
    await addRun({ id: second, functionId: 'b', state: 'FAILED', output: { name: 'Error', message: 'broken' } });
    await addRun({ id: first, functionId: 'a', state: 'RUNNING', event: { text: odd, orderId: 'maru-7' } });
    await addRun({ id: oldest, functionId: 'b', state: 'CANCELLED', eventName: 'inngest/scheduled.timer' });
  });

  it('pages through every run once, newest first', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await pageOf({ limit: 3, cursor });
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids);
  });

  it('narrows by state, function and the time of the start', async () => {
    const [third, second, first, oldest] = ids;
    expect(await idsOf({ state: 'FAILED' })).toEqual([second]);
    expect(await idsOf({ functionId: 'a' })).toEqual([third, first]);
    expect(await idsOf({ functionId: 'b', state: 'CANCELLED' })).toEqual([oldest]);
    expect(await idsOf({ from: hours(2).toISOString() })).toEqual([third, second]);
    expect(await idsOf({ to: hours(2).toISOString() })).toEqual([first, oldest]);
  });

  it('leaves out what schedules started, also from what a search looks through', async () => {
    const [third, second, first, oldest] = ids;
    expect(await idsOf({ withoutSchedules: true })).toEqual([third, second, first]);
    expect(await idsOf({ withoutSchedules: true, functionId: 'b' })).toEqual([second]);
    expect(await idsOf({ withoutSchedules: false })).toEqual(ids);
    expect(await idsOf({ q: 'scheduled.timer' })).toEqual([oldest]);
    expect(await idsOf({ q: 'scheduled.timer', withoutSchedules: true })).toEqual([]);
  });

  it('finds a run by its id, and runs by text in their events, whatever else is in these', async () => {
    const [third, second, first] = ids;
    expect(await idsOf({ q: second?.toUpperCase() })).toEqual([second]);
    expect(await idsOf({ q: second, functionId: 'a' })).toEqual([]);
    expect(await idsOf({ q: 'maru-7' })).toEqual([third, first]);
    expect(await idsOf({ q: '백자' })).toEqual([third]);
    expect(await idsOf({ q: 'a\\u0000b' })).toEqual([first]);
    expect(await idsOf({ q: '%' })).toEqual([]);
  });

  it('goes on with a search where the page before has looked its fill', async () => {
    const [third] = ids as [string];
    await db.$executeRaw`
      INSERT INTO maru_jobs.run (id, function_id, event_id, state, ended_at, rerun_of)
      SELECT ('01ffffff-' || substr(gen_random_uuid()::text, 10))::uuid, function_id, event_id, 'COMPLETED', now(), id
      FROM maru_jobs.run, generate_series(1, 6000) WHERE id = ${ids[1]}::uuid`;
    const first = await pageOf({ q: 'maru-7', limit: 1 });
    expect(first).toMatchObject({ items: [], nextCursor: expect.any(String) });
    const second = await pageOf({ q: 'maru-7', limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ items: [{ id: third }], nextCursor: expect.any(String) });
    const last = await pageOf({ q: 'maru-7', limit: 1, cursor: second.nextCursor ?? '' });
    expect(last).toMatchObject({ items: [{ id: ids[2] }], nextCursor: null });
  });
});

function newIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${newId().slice(15)}`;
}
