import { NonRetriableError } from 'inngest';
import type { Feature } from '../feature';

export const failures: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction(
      { id: 'final', retries: 5, triggers: [{ event: named('final') }] },
      async ({ event, attempt }) => {
        await trace(event.data.tag, `attempt ${attempt}`);
        throw new NonRetriableError('never again');
      },
    ),

    inngest.createFunction(
      { id: 'final-step', retries: 5, triggers: [{ event: named('final-step') }] },
      async ({ event, step, attempt }) => {
        const { tag } = event.data;
        await step.run('fine', () => trace(tag, 'fine'));
        await step.run('final', async () => {
          await trace(tag, `attempt ${attempt}`);
          throw new NonRetriableError('never again');
        });
        await step.run('unreached', () => trace(tag, 'unreached'));
      },
    ),

    inngest.createFunction(
      { id: 'caught', retries: 0, triggers: [{ event: named('caught') }] },
      async ({ event, step }) => {
        const { tag } = event.data;
        try {
          await step.run('fragile', async () => {
            await trace(tag, 'fragile');
            throw new TypeError('broken for good');
          });
        } catch (error) {
          const { message } = error as Error;
          return step.run('mend', async () => {
            await trace(tag, 'mend');
            return `mended: ${message}`;
          });
        }
      },
    ),

    inngest.createFunction(
      {
        id: 'mourned',
        retries: 0,
        triggers: [{ event: named('mourned') }],
        onFailure: async ({ event, error, step }) => {
          const { event: cause, function_id, run_id } = event.data;
          const { tag } = cause.data;
          await step.run('report', () =>
            trace(tag, 'report', { function_id, run_id, error: { name: error.name, message: error.message }, cause }),
          );
          await step.run('tidy', () => trace(tag, 'tidy'));
        },
      },
      async ({ event, step }) => {
        await step.run('fail', async () => {
          await trace(event.data.tag, 'fail');
          throw new Error('부서졌다');
        });
      },
    ),
  ],

  scenarios: {
    async 'does not repeat a function that says so'({ expect, send }) {
      const { ended, trace } = await send('final');
      const [run] = await ended();
      expect(run).toMatchObject({ status: 'Failed', output: { name: 'NonRetriableError', message: 'never again' } });
      expect(trace.what()).toEqual(['attempt 0']);
    },

    async 'does not repeat a step that says so, and fails the run with it'({ expect, send }) {
      const { ended, trace } = await send('final-step');
      expect(await ended()).toMatchObject([{ status: 'Failed', output: { message: 'never again' } }]);
      expect(trace.what()).toEqual(['fine', 'attempt 0']);
    },

    async 'lets the function catch what a step failed with for good'({ expect, send }) {
      const { ended, trace } = await send('caught');
      expect(await ended()).toMatchObject([{ status: 'Completed', output: 'mended: broken for good' }]);
      expect(trace.what()).toEqual(['fragile', 'mend']);
    },

    async 'starts onFailure, with its own steps, and tells it of the error, the event and the run'({ expect, send }) {
      const { ended, trace } = await send('mourned', { size: 3 });
      expect(await ended()).toMatchObject([{ status: 'Failed', output: { message: '부서졌다' } }]);
      await trace.first('tidy');
      expect(trace.what()).toEqual(['fail', 'report', 'tidy']);
      expect((await trace.first('report')).detail).toMatchObject({
        function_id: expect.stringMatching(/-mourned$/),
        run_id: expect.stringMatching(/./),
        error: { message: '부서졌다' },
        cause: { name: expect.stringMatching(/mourned$/), data: { size: 3 } },
      });
    },
  },
};
