import { setTimeout as delay } from 'node:timers/promises';
import type { Feature, SuiteSide } from '../feature';

/** How long each piece of work takes. Long, so that on a busy machine too pieces meet if nothing keeps them apart. */
const workMs = 3000;
const napMs = 15_000;

export const concurrency: Feature = {
  functions: ({ inngest, named, trace }) => {
    const work = async (group: string) => {
      await trace(group, 'begin');
      await delay(workMs);
      await trace(group, 'end');
    };
    return [
      inngest.createFunction(
        { id: 'two-at-once', concurrency: 2, triggers: [{ event: named('two-at-once') }] },
        async ({ event, step }) => {
          await step.run('work', () => work(event.data.tag));
        },
      ),

      inngest.createFunction(
        {
          id: 'one-per-key',
          concurrency: { limit: 1, key: 'event.data.key' },
          triggers: [{ event: named('one-per-key') }],
        },
        async ({ event, step }) => {
          await step.run('work', () => work(event.data.tag));
        },
      ),

      inngest.createFunction(
        { id: 'one-awake', concurrency: 1, triggers: [{ event: named('one-awake') }] },
        async ({ event, step }) => {
          const { tag, sleeps } = event.data;
          await step.run('begin', () => trace(tag, 'begin'));
          if (sleeps) await step.sleep('nap', napMs);
          await step.run('end', () => trace(tag, 'end'));
        },
      ),
    ];
  },

  scenarios: {
    async 'does no more at once than a limit allows, and all of it in the end'({ expect, sendAll, traceOf }) {
      const sent = await sendAll(Array.from({ length: 4 }, () => ({ name: 'two-at-once', data: { tag: 'limited' } })));
      await expectAllCompleted(expect, sent);
      const trace = traceOf('limited');
      expect(trace.mostAtOnce('begin', 'end')).toBe(2);
      expect(trace.what()).toHaveLength(8);
    },

    async 'counts a keyed limit for each value by itself'({ expect, sendAll, traceOf }) {
      const sent = await sendAll(
        ['A', 'B', 'A', 'B'].map((key) => ({ name: 'one-per-key', data: { tag: `limited ${key}`, key } })),
      );
      await expectAllCompleted(expect, sent);
      for (const key of ['A', 'B']) {
        const trace = traceOf(`limited ${key}`);
        expect(trace.mostAtOnce('begin', 'end')).toBe(1);
        expect(trace.what()).toHaveLength(4);
      }
    },

    async 'does not count a run that sleeps'({ expect, send }) {
      const sleeper = await send('one-awake', { sleeps: true });
      await sleeper.trace.first('begin');
      const other = await send('one-awake');
      await Promise.all([sleeper.ended(), other.ended()]);
      expect(await other.trace.timeOf('end')).toBeLessThan(await sleeper.trace.timeOf('end'));
    },
  },
};

async function expectAllCompleted(expect: SuiteSide['expect'], sent: Awaited<ReturnType<SuiteSide['sendAll']>>) {
  const runs = await Promise.all(sent.map(({ ended }) => ended()));
  expect(runs.flat().map(({ status }) => status)).toEqual(sent.map(() => 'Completed'));
}
