import { type Inngest, NonRetriableError, RetryAfterError, referenceFunction } from 'inngest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Records, startTestRig, until } from './test-app';

/** What the functions did, by the `tag` of their event. */
const traces = new Map<string, string[]>();
const trace = (tag: string, what: string) => traces.set(tag, [...(traces.get(tag) ?? []), what]);
const traceOf = (tag: string) => traces.get(tag) ?? [];
let underWay = 0;
let underWayMost = 0;

const functions = (inngest: Inngest) => [
  inngest.createFunction({ id: 'steps', triggers: [{ event: 'test/steps' }] }, async ({ event, step }) => {
    trace(event.data.tag, 'enter');
    const one = await step.run('one', () => {
      trace(event.data.tag, 'one');
      return { amount: 1 };
    });
    const nothing = await step.run('nothing', () => trace(event.data.tag, 'nothing') && undefined);
    await step.sleep('nap', '1s');
    const two = await step.run('two', () => {
      trace(event.data.tag, 'two');
      return one.amount + 1;
    });
    return { one, nothing, two };
  }),
  inngest.createFunction({ id: 'parallel', triggers: [{ event: 'test/parallel' }] }, async ({ event, step }) => {
    const parts = await Promise.all([
      step.run('a', () => trace(event.data.tag, 'a') && 'A'),
      step.run('b', () => trace(event.data.tag, 'b') && 'B'),
      step.sleep('c', '1s'),
    ]);
    return step.run('join', () => parts.filter(Boolean).join('+'));
  }),
  inngest.createFunction(
    { id: 'flaky', retries: 2, triggers: [{ event: 'test/flaky' }] },
    async ({ event, step, attempt }) => {
      const stepped = await step.run('flaky step', () => {
        trace(event.data.tag, 'step');
        if (traceOf(event.data.tag).length < 3) throw new Error('not yet');
        return 'stepped';
      });
      trace(event.data.tag, `function attempt ${attempt}`);
      if (attempt === 0) throw new Error('once more');
      return stepped;
    },
  ),
  inngest.createFunction({ id: 'caught', retries: 1, triggers: [{ event: 'test/caught' }] }, async ({ step }) => {
    try {
      await step.run('always fails', () => {
        throw new Error('broken for good');
      });
    } catch (error) {
      return { caught: (error as Error).message };
    }
  }),
  inngest.createFunction(
    {
      id: 'final',
      retries: 5,
      triggers: [{ event: 'test/final' }],
      onFailure: async ({ event, error, step }) => {
        await step.run('clean up', () => trace(event.data.event.data.tag, `onFailure: ${error.message}`));
      },
    },
    async ({ event }) => {
      trace(event.data.tag, 'try');
      throw new NonRetriableError('never again');
    },
  ),
  inngest.createFunction(
    { id: 'exhausted', retries: 2, triggers: [{ event: 'test/exhausted' }] },
    async ({ event }) => {
      trace(event.data.tag, 'try');
      throw new Error('always');
    },
  ),
  inngest.createFunction(
    { id: 'later', retries: 1, triggers: [{ event: 'test/later' }] },
    async ({ event, attempt }) => {
      trace(event.data.tag, String(Date.now()));
      if (attempt === 0) throw new RetryAfterError('busy', '2s');
    },
  ),
  inngest.createFunction(
    { id: 'unstorable', retries: 1, triggers: [{ event: 'test/unstorable' }] },
    async ({ step }) => {
      await step.run('no text in Postgres: \u0000', () => 'done');
    },
  ),
  inngest.createFunction({ id: 'sender', triggers: [{ event: 'test/sender' }] }, async ({ event, step }) => {
    await step.sendEvent('tell', { name: 'test/told', data: { tag: event.data.tag } });
  }),
  inngest.createFunction({ id: 'told', triggers: [{ event: 'test/told' }] }, async ({ event }) => event.data.tag),
  inngest.createFunction({ id: 'waiter', triggers: [{ event: 'test/waiter' }] }, async ({ step }) => {
    const answer = await step.waitForEvent('answer', { event: 'test/answer', match: 'data.tag', timeout: '10s' });
    return answer?.data.value;
  }),
  inngest.createFunction({ id: 'impatient', triggers: [{ event: 'test/impatient' }] }, async ({ step }) => {
    const answer = await step.waitForEvent('answer', { event: 'test/answer', match: 'data.tag', timeout: '1s' });
    return { answer };
  }),
  inngest.createFunction(
    {
      id: 'cancellable',
      triggers: [{ event: 'test/cancellable' }],
      cancelOn: [{ event: 'test/cancel', match: 'data.tag' }],
    },
    async ({ event, step }) => {
      await step.sleepUntil('long', new Date(Date.now() + 3_600_000));
      trace(event.data.tag, 'never');
    },
  ),
  inngest.createFunction(
    { id: 'limited', concurrency: { limit: 2, key: 'event.data.key' }, triggers: [{ event: 'test/limited' }] },
    async ({ step }) => {
      await step.run('work', async () => {
        underWay++;
        underWayMost = Math.max(underWayMost, underWay);
        await new Promise((resolve) => setTimeout(resolve, 30));
        underWay--;
      });
    },
  ),
  inngest.createFunction(
    { id: 'choosy', triggers: [{ event: 'test/choosy', if: "event.data.kind == 'right'" }] },
    async () => 'ran',
  ),
  inngest.createFunction({ id: 'odd', triggers: [{ event: 'test/odd' }] }, async ({ event, step }) => {
    const text = await step.run('text', () => event.data.text as string);
    return { text };
  }),
  inngest.createFunction({ id: 'invoker', triggers: [{ event: 'test/invoker' }] }, async ({ step }) => {
    await step.invoke('other', { function: referenceFunction({ functionId: 'told' }), data: {} });
  }),
];
let rig: Awaited<ReturnType<typeof startTestRig>>;
let records: Records;

beforeAll(async () => {
  rig = await startTestRig('app', functions);
  records = new Records();
});

afterAll(async () => {
  await rig.stop();
  await records.close();
});

test('runs each step once, keeps its result, and sleeps in between', async () => {
  await rig.send('test/steps', { tag: 'steps' });
  const [run] = await records.ended('app-steps');
  expect(run).toMatchObject({ state: 'COMPLETED', output: { one: { amount: 1 }, nothing: null, two: 2 } });
  expect(traceOf('steps').filter((what) => what !== 'enter')).toEqual(['one', 'nothing', 'two']);
});

test('runs parallel steps, and continues once all have ended', async () => {
  await rig.send('test/parallel', { tag: 'parallel' });
  const [run] = await records.ended('app-parallel');
  expect(run).toMatchObject({ state: 'COMPLETED', output: 'A+B' });
  expect(traceOf('parallel').sort()).toEqual(['a', 'b']);
});

test('counts attempts per step, from 0 again after each one that succeeds', async () => {
  await rig.send('test/flaky', { tag: 'flaky' });
  const [run] = await records.ended('app-flaky');
  expect(run).toMatchObject({ state: 'COMPLETED', output: 'stepped' });
  expect(traceOf('flaky')).toEqual(['step', 'step', 'step', 'function attempt 0', 'function attempt 1']);
});

test('gives a step that failed for good back to the function, which may catch it', async () => {
  await rig.send('test/caught');
  const [run] = await records.ended('app-caught');
  expect(run).toMatchObject({ state: 'COMPLETED', output: { caught: 'broken for good' } });
});

test('does not retry a NonRetriableError, and tells onFailure', async () => {
  await rig.send('test/final', { tag: 'final' });
  await records.ended('app-final-failure');
  const [run] = await records.runs('app-final');
  expect(run).toMatchObject({ state: 'FAILED', output: { name: 'NonRetriableError', message: 'never again' } });
  expect(traceOf('final')).toEqual(['try', 'onFailure: never again']);
});

test('fails a run when its attempts are used up', async () => {
  await rig.send('test/exhausted', { tag: 'exhausted' });
  const [run] = await records.ended('app-exhausted');
  expect(run).toMatchObject({ state: 'FAILED', output: { message: 'always' } });
  expect(traceOf('exhausted')).toEqual(['try', 'try', 'try']);
});

test('honours Retry-After', async () => {
  await rig.send('test/later', { tag: 'later' });
  await records.ended('app-later');
  const [first, second] = traceOf('later').map(Number);
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(1900);
});

test('takes events that a function sends', async () => {
  await rig.send('test/sender', { tag: 'sent' });
  const [run] = await records.ended('app-told');
  expect(run?.output).toBe('sent');
});

test('starts one run however often an event id is sent, even at once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => rig.send('test/odd', { text: 'same' }, { id: 'the-same' })));
  await rig.send('test/odd', { text: 'other' }, { id: 'another' });
  const runs = await records.ended('app-odd', 2);
  expect(runs.map(({ output }) => output)).toEqual([{ text: 'same' }, { text: 'other' }]);
});

test('stores what JSON can hold, U+0000 included', async () => {
  await rig.send('test/odd', { text: 'nul \u0000, lone \ud800, 한글' }, { id: 'nul' });
  const output = await until(
    async () =>
      (await records.runs('app-odd')).find(({ output }) => JSON.stringify(output)?.includes('nul'))?.output ?? null,
    'the run with U+0000',
  );
  expect(output).toEqual({ text: 'nul \u0000, lone \ud800, 한글' });
});

test('resumes the run that waits for an event, and only that one', async () => {
  await rig.send('test/waiter', { tag: 'mine' });
  await rig.send('test/waiter', { tag: 'other' });
  await until(async () => (await listenerCount('test/answer')) === 2, 'two waiting runs');
  await rig.send('test/answer', { tag: 'mine', value: 42 });
  const runs = await records.ended('app-waiter');
  expect(runs.map(({ state, output }) => [state, output])).toEqual([
    ['COMPLETED', 42],
    ['RUNNING', null],
  ]);
  await rig.send('test/answer', { tag: 'other', value: 7 });
  await records.ended('app-waiter', 2);
});

test('gives null to a wait that times out', async () => {
  await rig.send('test/impatient', { tag: 'nobody answers' });
  const [run] = await records.ended('app-impatient');
  expect(run).toMatchObject({ state: 'COMPLETED', output: { answer: null } });
});

test('cancels the run that an event matches, and never calls it again', async () => {
  await rig.send('test/cancellable', { tag: 'stays' });
  await rig.send('test/cancellable', { tag: 'goes' });
  await until(async () => (await sleeperCount('app-cancellable')) === 2, 'two sleeping runs');
  await rig.send('test/cancel', { tag: 'goes' });
  const runs = await records.ended('app-cancellable');
  expect(runs.map(({ state }) => state)).toEqual(['RUNNING', 'CANCELLED']);
  await rig.send('test/cancel', { tag: 'stays' });
  await records.ended('app-cancellable', 2);
  expect([traceOf('stays'), traceOf('goes')]).toEqual([[], []]);
});

test('a result that cannot be stored is an error, and used up like any other', async () => {
  await rig.send('test/unstorable');
  const [run] = await records.ended('app-unstorable');
  expect(run).toMatchObject({ state: 'FAILED', output: { name: 'NotStored' } });
});

test('holds the concurrency limit per key, and lets everything through in the end', async () => {
  const events = Array.from({ length: 12 }, () => ({ name: 'test/limited', data: { key: 'one' } }));
  await rig.app.inngest.send(events);
  const runs = await records.ended('app-limited', events.length);
  expect(runs.every(({ state }) => state === 'COMPLETED')).toBe(true);
  expect(underWayMost).toBe(2);
});

test('starts a function only for events that its trigger asks for', async () => {
  await rig.send('test/choosy', { kind: 'wrong' });
  await rig.send('test/choosy', { kind: 'right' });
  const runs = await records.ended('app-choosy');
  expect(runs).toHaveLength(1);
});

test('fails a run that asks for an operation it does not know, and names it', async () => {
  await rig.send('test/invoker');
  const [run] = await records.ended('app-invoker');
  expect(run).toMatchObject({ state: 'FAILED' });
  expect(JSON.stringify(run?.output)).toContain('Function \\"app-invoker\\" asked for the operation InvokeFunction');
});

test('refuses events without the key, with reserved names or without a name', async () => {
  const post = (key: string, body: unknown) =>
    fetch(`http://127.0.0.1:${rig.runner.port}/e/${key}`, { method: 'POST', body: JSON.stringify(body) });
  const statuses = await Promise.all([
    post('wrong', { name: 'test/odd' }),
    post('test-event-key', { name: 'inngest/function.failed' }),
    post('test-event-key', { data: {} }),
    post('test-event-key', 'text'),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([401, 400, 400, 400]);
});

test('registers nobody without the signing key, and calls nobody unsigned', async () => {
  const registration = await fetch(`http://127.0.0.1:${rig.runner.port}/fn/register`, {
    method: 'POST',
    headers: { authorization: 'Bearer guess' },
    body: JSON.stringify({ appName: 'app', functions: [] }),
  });
  expect(registration.status).toBe(401);
  // The SDK verifies signatures itself: were they wrong, no other test here would pass.
  const unsigned = await fetch(`${rig.app.url}?fnId=app-odd&stepId=step`, { method: 'POST', body: '{}' });
  expect(unsigned.status).toBe(401);
});

test('calls the app as soon as there is an event, not only when it looks for what is due', async () => {
  const tookMs: number[] = [];
  // Half of several, since other tests share this machine's processors; one may come just before a look.
  for (let count = 0; count < 5; count++) {
    const startedAt = performance.now();
    const calls = rig.app.callCount();
    await rig.send('test/told', { tag: 'quick' });
    await until(() => rig.app.callCount() > calls, 'the call');
    tookMs.push(performance.now() - startedAt);
  }
  expect(tookMs.toSorted((a, b) => a - b)[2]).toBeLessThan(2_000);
});

async function listenerCount(eventName: string): Promise<number> {
  const rows = await records.query<{ id: string }>('SELECT id FROM maru_jobs.listener WHERE event_name = $1', [
    eventName,
  ]);
  return rows.length;
}

async function sleeperCount(functionId: string): Promise<number> {
  const rows = await records.query<{ id: string }>(
    `SELECT s.id FROM maru_jobs.step s JOIN maru_jobs.run r ON r.id = s.run_id WHERE r.function_id = $1 AND s.op = 'Sleep'`,
    [functionId],
  );
  return rows.length;
}
