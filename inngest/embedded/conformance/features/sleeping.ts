import type { Feature } from '../feature';

const napMs = 2000;

export const sleeping: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction({ id: 'nap', triggers: [{ event: named('nap') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      await step.run('before', () => trace(tag, 'before'));
      await step.sleep('nap', napMs);
      await step.run('after', () => trace(tag, 'after'));
    }),

    inngest.createFunction({ id: 'nap-until', triggers: [{ event: named('nap-until') }] }, async ({ event, step }) => {
      await step.sleepUntil('nap', new Date(event.data.until));
      await step.run('after', () => trace(event.data.tag, 'after'));
    }),
  ],

  scenarios: {
    async 'sleeps for no less than it is told, and repeats no step afterwards'({ expect, send }) {
      const sent = await send('nap');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed' }]);
      expect(sent.trace.what()).toEqual(['before', 'after']);
      const sleptMs = (await sent.trace.timeOf('after')) - (await sent.trace.timeOf('before'));
      expect(sleptMs).toBeGreaterThanOrEqual(napMs);
    },

    async 'sleeps until a date'({ expect, send }) {
      const until = Date.now() + napMs;
      const sent = await send('nap-until', { until: new Date(until).toISOString() });
      expect(await sent.ended()).toMatchObject([{ status: 'Completed' }]);
      expect(await sent.trace.timeOf('after')).toBeGreaterThanOrEqual(until);
    },

    async 'does not sleep until a date that has passed'({ expect, send }) {
      const sent = await send('nap-until', { until: '2020-01-01T00:00:00.000Z' });
      expect(await sent.ended()).toMatchObject([{ status: 'Completed' }]);
    },
  },
};
