import { setTimeout as delay } from 'node:timers/promises';
import type { Feature } from '../feature';

/** By which the hare is ahead, so that the server hears of it first on a busy machine too. */
const headStartMs = 5000;

/** Races (by tag) that the hare has run. */
const hareIsHome = new Set<string>();

export const parallel: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction({ id: 'all', triggers: [{ event: named('all') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      const piece = (name: string) =>
        step.run(name, async () => {
          await trace(tag, name);
          return name;
        });
      const pieces = await Promise.all([piece('a'), piece('b'), piece('c')]);
      await step.run('join', () => trace(tag, 'join'));
      return pieces.join('');
    }),

    inngest.createFunction({ id: 'mixed', triggers: [{ event: named('mixed') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      const [piece, nap] = await Promise.all([
        step.run('piece', async () => {
          await trace(tag, 'piece');
          return 'piece';
        }),
        step.sleep('nap', '2s'),
        step.run('two in a row, one', () => trace(tag, 'one')).then(() => step.run('two', () => trace(tag, 'two'))),
      ]);
      await step.run('after', () => trace(tag, 'after'));
      return { piece, nap: nap ?? null };
    }),

    inngest.createFunction({ id: 'race', triggers: [{ event: named('race') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      const winner = await Promise.race([
        step.run('tortoise', async () => {
          while (!hareIsHome.has(tag)) await delay(100);
          await delay(headStartMs);
          await trace(tag, 'tortoise');
          return 'tortoise';
        }),
        step.run('hare', async () => {
          await trace(tag, 'hare');
          hareIsHome.add(tag);
          return 'hare';
        }),
      ]);
      return step.run('prize', () => winner);
    }),

    inngest.createFunction(
      { id: 'partly', retries: 0, triggers: [{ event: named('partly') }] },
      async ({ event, step }) => {
        const outcomes = await Promise.allSettled([
          step.run('good', () => trace(event.data.tag, 'good')),
          step.run('bad', () => {
            throw new Error('bad');
          }),
        ]);
        return outcomes.map(({ status }) => status);
      },
    ),
  ],

  scenarios: {
    async 'runs parallel steps once each, and goes on when all have ended'({ expect, send }) {
      const sent = await send('all');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: 'abc' }]);
      expect(sent.trace.what().slice(0, 3).sort()).toEqual(['a', 'b', 'c']);
      expect(sent.trace.what().slice(3)).toEqual(['join']);
    },

    async 'runs steps beside a sleep'({ expect, send }) {
      const sent = await send('mixed');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: { piece: 'piece', nap: null } }]);
      expect(sent.trace.what().toSorted()).toEqual(['after', 'one', 'piece', 'two']);
      expect(sent.trace.what().at(-1)).toBe('after');
      expect(await sent.trace.timeOf('after')).toBeGreaterThanOrEqual(sent.sentAt + 2000);
    },

    async 'lets that step win a race which ended first'({ expect, send }) {
      const sent = await send('race');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: 'hare' }]);
      expect(sent.trace.what()).toEqual(['hare', 'tortoise']);
    },

    async 'tells the steps that failed from those that did not'({ expect, send }) {
      const sent = await send('partly');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: ['fulfilled', 'rejected'] }]);
      expect(sent.trace.what()).toEqual(['good']);
    },
  },
};
