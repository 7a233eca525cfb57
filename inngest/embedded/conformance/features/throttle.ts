import type { Feature } from '../feature';

const limit = 2;
const burst = 1;
const intervalMs = 20_000;

export const throttle: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction(
      {
        id: 'throttled',
        throttle: { limit, burst, period: `${(limit * intervalMs) / 1000}s`, key: 'event.data.key' },
        triggers: [{ event: named('throttled') }],
      },
      async ({ event, step }) => {
        await step.run('start', () => trace(event.data.tag, 'start'));
      },
    ),
  ],

  scenarios: {
    async 'starts as many runs at once as limit and burst allow, then one per interval; by key'({
      expect,
      sendAll,
      traceOf,
    }) {
      const keys = ['A', 'A', 'A', 'A', 'A', 'B'];
      const sent = await sendAll(keys.map((key) => ({ name: 'throttled', data: { tag: `throttled ${key}`, key } })));
      await Promise.all(sent.map(({ ended }) => ended()));

      const [sentAt = 0] = sent.map((event) => event.sentAt);
      const [, , third = 0, fourth = 0, fifth = 0, sixth] = traceOf('throttled A').lines.map(({ at }) => at);
      const [alone = 0] = traceOf('throttled B').lines.map(({ at }) => at);
      // Measured against a run that is not kept back, which is as late as a busy machine makes it.
      expect(third - alone).toBeLessThan(intervalMs);
      expect(fourth - sentAt).toBeGreaterThanOrEqual(intervalMs);
      expect(fifth - sentAt).toBeGreaterThanOrEqual(2 * intervalMs);
      expect(sixth).toBeUndefined();
    },
  },
};
