import { setTimeout as delay } from 'node:timers/promises';
import type { Feature, SuiteSide } from '../feature';

const napMs = 8000;
/** A connection lost sooner may be one that the app had closed before, and the call one that it never got: then it is no attempt. */
const surelyBegunMs = 500;

/** The app is killed while runs are in every state, and comes back as a new version. */
export const outage: Feature = {
  functions: ({ inngest, version, named, trace }) => [
    inngest.createFunction(
      { id: 'working', triggers: [{ event: named('working') }] },
      async ({ event, step, attempt }) => {
        const draw = async (what: string) => {
          const drawn = Math.random();
          await trace(event.data.tag, what, drawn);
          return drawn;
        };
        const before = await step.run('before', () => draw('before'));
        const during = await step.run('during', async () => {
          const drawn = await draw('during');
          // The work is done, and the app dies before it can say so.
          if (attempt === 0) await forever();
          return drawn;
        });
        await step.run('after', () => draw('after'));
        return { before, during, attempt };
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
    async 'runs the step again that the app died in, and none before it, and gives back the result of the last'(suite) {
      const { expect } = suite;
      const { working } = await theOutage(suite);
      const [run] = await working.ended();
      expect(working.trace.what()).toEqual(['before', 'during', 'during', 'after']);
      const [before, , again] = working.trace.lines.map(({ detail }) => detail);
      expect(run).toMatchObject({
        status: 'Completed',
        output: { before, during: again, attempt: 0 },
      });
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
      // Differs on purpose: Inngest counts a refused connection as an attempt, to the embedded runner it costs nothing.
      const attempt = { inngest: expect.any(Number), embedded: 0 }[server];
      expect(await unserved.ended()).toMatchObject([{ status: 'Completed', output: { attempt } }]);
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
  await delay(surelyBegunMs);
  await app.kill();
  const unserved = await send('unserved');
  await app.start();
  return { asleep, working, lastTry, unserved };
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
