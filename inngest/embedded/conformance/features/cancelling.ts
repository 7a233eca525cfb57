import { setTimeout as delay } from 'node:timers/promises';
import type { Feature } from '../feature';

/** Longer than even a busy server needs to hear of a cancellation. */
const workMs = 10_000;

export const cancelling: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction(
      {
        id: 'cancellable',
        triggers: [{ event: named('cancellable') }],
        cancelOn: [{ event: named('cancel'), match: 'data.order' }],
      },
      async ({ event, step }) => {
        const { tag } = event.data;
        const [resumed] = await Promise.all([
          step.waitForEvent('resume', { event: named('resume'), match: 'data.order', timeout: '10m' }),
          step.run('begun', () => trace(tag, 'begun')),
        ]);
        await step.run('end', () => trace(tag, 'end'));
        return { isResumed: resumed !== null };
      },
    ),

    inngest.createFunction(
      {
        id: 'cancelled-at-work',
        triggers: [{ event: named('cancelled-at-work') }],
        cancelOn: [{ event: named('cancel'), match: 'data.order' }],
      },
      async ({ event, step }) => {
        const { tag } = event.data;
        await step.run('work', async () => {
          await trace(tag, 'begin');
          await delay(workMs);
          await trace(tag, 'end');
        });
        await step.run('never', () => trace(tag, 'never'));
      },
    ),

    inngest.createFunction(
      {
        id: 'soon-settled',
        triggers: [{ event: named('soon-settled') }],
        cancelOn: [{ event: named('cancel'), match: 'data.order', timeout: '1s' }],
      },
      async ({ event, step }) => {
        await step.sleep('until it cannot be cancelled', '2s');
        await Promise.all([
          step.waitForEvent('resume', { event: named('resume'), match: 'data.order', timeout: '10m' }),
          step.run('settled', () => trace(event.data.tag, 'settled')),
        ]);
      },
    ),
  ],

  scenarios: {
    async 'cancels the runs that an event matches, calls them never again, and leaves others alone'({ expect, send }) {
      const [goes, stays] = await Promise.all([
        send('cancellable', { order: 'goes' }),
        send('cancellable', { order: 'stays' }),
      ]);
      await Promise.all([goes.trace.first('begun'), stays.trace.first('begun')]);

      await send('cancel', { order: 'goes' });
      expect(await goes.ended()).toMatchObject([{ status: 'Cancelled' }]);
      await Promise.all([send('resume', { order: 'goes' }), send('resume', { order: 'stays' })]);
      expect(await stays.ended()).toMatchObject([{ status: 'Completed', output: { isResumed: true } }]);
      expect(goes.trace.what()).toEqual(['begun']);
      expect(stays.trace.what()).toEqual(['begun', 'end']);
    },

    async 'cancels a run in the middle of a step, of which nothing follows'({ expect, send }) {
      const { ended, trace } = await send('cancelled-at-work', { order: 'at work' });
      await trace.first('begin');
      await send('cancel', { order: 'at work' });
      await trace.first('end');
      expect(await ended()).toMatchObject([{ status: 'Cancelled' }]);
      // By the time that the server has come to another run, it would have gone on with this one.
      const other = await send('cancellable', { order: 'another' });
      await other.trace.first('begun');
      await send('cancel', { order: 'another' });
      expect(trace.what()).toEqual(['begin', 'end']);
    },

    async 'cancels nothing once the time for it is over'({ expect, send }) {
      const { ended, trace } = await send('soon-settled', { order: 'settled' });
      await trace.first('settled');
      await send('cancel', { order: 'settled' });
      await send('resume', { order: 'settled' });
      expect(await ended()).toMatchObject([{ status: 'Completed' }]);
    },
  },
};
