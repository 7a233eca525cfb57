import type { Feature } from '../feature';

/**
 * Inngest's SDK reports steps on the side ("checkpoints") where the server lets it. The embedded runner does not, and is called
 * once per step: an app that left the SDK's default on sees no other outcome.
 */
export const checkpointing: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction(
      { id: 'checkpointed', checkpointing: true, triggers: [{ event: named('checkpointed') }] },
      async ({ event, step }) => {
        const { tag } = event.data;
        const one = await step.run('one', async () => {
          await trace(tag, 'one');
          return 1;
        });
        await step.sleep('nap', '1s');
        const two = await step.run('two', async () => {
          await trace(tag, 'two');
          return one + 1;
        });
        return step.run('three', async () => {
          await trace(tag, 'three');
          return two + 1;
        });
      },
    ),
  ],

  scenarios: {
    async 'comes to the same end with checkpoints or without'({ expect, send }) {
      const { ended, trace } = await send('checkpointed');
      expect(await ended()).toMatchObject([{ status: 'Completed', output: 3 }]);
      expect(trace.what()).toEqual(['one', 'two', 'three']);
    },
  },
};
