import type { Feature } from '../feature';

const limit = 2;
const burst = 1;
/** Long, so that even a busy machine begins what may start at once before the next is due. */
const intervalMs = 30_000;

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

      const [{ sentAt } = { sentAt: 0 }] = sent;
      const startedAfterMs = (key: string) => traceOf(`throttled ${key}`).lines.map(({ at }) => at - sentAt);
      const [first, second, third, fourth, fifth] = startedAfterMs('A').map((ms) => Math.floor(ms / intervalMs));
      expect([first, second, third]).toEqual([0, 0, 0]);
      expect(fourth).toBeGreaterThanOrEqual(1);
      expect(fifth).toBeGreaterThanOrEqual(2);
      expect(startedAfterMs('B')[0]).toBeLessThan(intervalMs);
    },
  },
};
