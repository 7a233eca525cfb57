import { setTimeout as delay } from 'node:timers/promises';
import type { Feature } from '../feature';

/** Longer than any lease on a call that is not renewed. */
const slowMs = 12_000;

export const slowness: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction({ id: 'slow', triggers: [{ event: named('slow') }] }, async ({ event, step, attempt }) => {
      const { tag } = event.data;
      return step.run('slow', async () => {
        await trace(tag, 'begin');
        await delay(slowMs);
        await trace(tag, 'end');
        return { attempt };
      });
    }),
  ],

  scenarios: {
    async 'waits for an app that answers late, and calls it once'({ expect, send }) {
      const { ended, trace } = await send('slow');
      expect(await ended()).toMatchObject([{ status: 'Completed', output: { attempt: 0 } }]);
      expect(trace.what()).toEqual(['begin', 'end']);
    },
  },
};
