import type { Feature, SuiteSide } from '../feature';

const napMs = 8000;

/** The app is killed while runs are in every state, and comes back as a new version. */
export const outage: Feature = {
  functions: ({ inngest, version, named, trace }) => [
    inngest.createFunction(
      { id: 'working', retries: 1, triggers: [{ event: named('working') }] },
      async ({ event, step, attempt }) => {
        const { tag } = event.data;
        const before = await step.run('before', async () => {
          await trace(tag, 'before');
          return Math.random();
        });
        const result = await step.run('during', async () => {
          await trace(tag, 'during');
          if (attempt === 0) await forever();
          await trace(tag, 'during, ended');
          return { before, attempt };
        });
        const after = await step.run('after', async () => {
          await trace(tag, 'after');
          return { before, attempt };
        });
        return {
          isSame: result.before === before && after.before === before,
          attempts: [result.attempt, after.attempt],
        };
      },
    ),

    inngest.createFunction(
      { id: 'last-try', retries: 0, triggers: [{ event: named('last-try') }] },
      async ({ event, step }) => {
        await step.run('during', async () => {
          await trace(event.data.tag, 'during');
          await forever();
        });
      },
    ),

    inngest.createFunction({ id: 'asleep', triggers: [{ event: named('asleep') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      await step.run('before', () => trace(tag, 'before'));
      await step.sleep('nap', napMs);
      await step.run('after', () => trace(tag, 'after'));
    }),

    inngest.createFunction({ id: 'unserved', triggers: [{ event: named('unserved') }] }, async ({ attempt }) => ({
      attempt,
    })),

    inngest.createFunction({ id: 'stays', triggers: [{ event: named('two-functions') }] }, async () => 'stays'),
    ...(version === 1
      ? [inngest.createFunction({ id: 'goes', triggers: [{ event: named('two-functions') }] }, async () => 'goes')]
      : []),
  ],

  scenarios: {
    async 'runs the step again that the app died in, and none before it; its result is one'(suite) {
      const { expect } = suite;
      const { working } = await theOutage(suite);
      expect(await working.ended()).toMatchObject([
        { status: 'Completed', output: { isSame: true, attempts: [1, 0] } },
      ]);
      expect(working.trace.what()).toEqual(['before', 'during', 'during', 'during, ended', 'after']);
    },

    async 'counts the call that the app died in as an attempt'(suite) {
      const { expect } = suite;
      const { lastTry } = await theOutage(suite);
      expect(await lastTry.ended()).toMatchObject([{ status: 'Failed' }]);
      expect(lastTry.trace.what()).toEqual(['during']);
    },

    async 'ends a sleep at its time although the app was away in between'(suite) {
      const { expect } = suite;
      const { asleep } = await theOutage(suite);
      expect(await asleep.ended()).toMatchObject([{ status: 'Completed' }]);
      expect(asleep.trace.what()).toEqual(['before', 'after']);
      const sleptMs = (await asleep.trace.timeOf('after')) - (await asleep.trace.timeOf('before'));
      expect(sleptMs).toBeGreaterThanOrEqual(napMs);
    },

    async 'keeps an event that came while the app was away, until it is back'(suite) {
      const { expect, server } = suite;
      const { unserved } = await theOutage(suite);
      const [run] = await unserved.ended();
      expect(run).toMatchObject({ status: 'Completed' });
      // Differs on purpose: to the embedded runner an app that is away costs nothing. Inngest counts a refused connection as an attempt.
      const attempts = { embedded: [0], inngest: [0, 1] }[server];
      expect(attempts.map((attempt) => ({ attempt }))).toContainEqual(run?.output);
    },

    async 'starts nothing any more that the app no longer has'(suite) {
      const { expect, send } = suite;
      await theOutage(suite);
      const sent = await send('two-functions');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: 'stays' }]);
    },
  },
};

let outageOfAll: ReturnType<typeof sufferOutage> | undefined;

/** One outage serves all scenarios. */
function theOutage(suite: SuiteSide) {
  outageOfAll ??= sufferOutage(suite);
  return outageOfAll;
}

async function sufferOutage({ send, app }: SuiteSide) {
  const before = await send('two-functions');
  await before.ended(2);
  const asleep = await send('asleep');
  await asleep.trace.first('before');
  const [working, lastTry] = await Promise.all([send('working'), send('last-try')]);
  await Promise.all([working.trace.first('during'), lastTry.trace.first('during')]);
  await app.kill();
  const unserved = await send('unserved');
  await app.start();
  return { asleep, working, lastTry, unserved };
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
