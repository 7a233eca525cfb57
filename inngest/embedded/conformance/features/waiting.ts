import type { Feature } from '../feature';

const patienceMs = 2000;

export const waiting: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction({ id: 'waiter', triggers: [{ event: named('waiter') }] }, async ({ event, step }) => {
      // The step beside it shows the suite that the server knows of the wait.
      const [answer] = await Promise.all([
        step.waitForEvent('answer', { event: named('answer'), match: 'data.order', timeout: '10m' }),
        step.run('waits', () => trace(event.data.tag, 'waits')),
      ]);
      return step.run('answered', () => answer?.data);
    }),

    inngest.createFunction({ id: 'impatient', triggers: [{ event: named('impatient') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      await step.run('before', () => trace(tag, 'before'));
      const answer = await step.waitForEvent('answer', {
        event: named('answer'),
        match: 'data.order',
        timeout: patienceMs,
      });
      await step.run('after', () => trace(tag, 'after'));
      return { answer };
    }),
  ],

  scenarios: {
    async 'resumes those runs that an event matches, with it, and no others'({ expect, send }) {
      const [mine, mineToo, other] = await Promise.all(['A', 'A', 'B'].map((order) => send('waiter', { order })));
      if (!mine || !mineToo || !other) throw new Error('One event was lost.');
      await Promise.all([mine, mineToo, other].map(({ trace }) => trace.first('waits')));

      await send('answer', { order: 'A', value: 'for A' });
      for (const { ended } of [mine, mineToo]) {
        expect(await ended()).toMatchObject([{ status: 'Completed', output: { order: 'A', value: 'for A' } }]);
      }
      expect(await other.runs()).toMatchObject([{ ended_at: null }]);

      await send('answer', { order: 'B', value: 'for B' });
      expect(await other.ended()).toMatchObject([{ status: 'Completed', output: { order: 'B', value: 'for B' } }]);
    },

    async 'gives null to a wait that has lasted as long as it may'({ expect, send }) {
      const { ended, trace } = await send('impatient', { order: 'nobody answers' });
      expect(await ended()).toMatchObject([{ status: 'Completed', output: { answer: null } }]);
      expect(trace.what()).toEqual(['before', 'after']);
      const waitedMs = (await trace.timeOf('after')) - (await trace.timeOf('before'));
      expect(waitedMs).toBeGreaterThanOrEqual(patienceMs);
    },
  },
};
