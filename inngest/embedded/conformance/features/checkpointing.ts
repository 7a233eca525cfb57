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
        const add = (name: string, to: number) =>
          step.run(name, async () => {
            await trace(tag, name, to + 1);
            return to + 1;
          });
        const two = await add('two', await add('one', 0));
        await step.sleep('nap', '1s');
        await add('three', two);
      },
    ),
  ],

  scenarios: {
    async 'comes to the same end with checkpoints or without'({ expect, send }) {
      const { ended, trace } = await send('checkpointed');
      // No word of the output: Inngest's own REST API knows it only of runs without checkpoints.
      expect(await ended()).toMatchObject([{ status: 'Completed' }]);
      expect(trace.lines).toMatchObject([
        { what: 'one', detail: 1 },
        { what: 'two', detail: 2 },
        { what: 'three', detail: 3 },
      ]);
    },
  },
};
