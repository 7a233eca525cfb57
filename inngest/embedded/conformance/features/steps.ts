import type { Feature } from '../feature';

export const steps: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction({ id: 'steps', triggers: [{ event: named('steps') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      const lot = await step.run('draw', async () => {
        const drawn = Math.random();
        await trace(tag, 'draw', drawn);
        return drawn;
      });
      const nothing = await step.run('nothing', () => trace(tag, 'nothing'));
      const lotThen = await step.run('look', async () => {
        await trace(tag, 'look');
        return lot;
      });
      return { lot, nothing, lotThen };
    }),

    inngest.createFunction({ id: 'loop', triggers: [{ event: named('loop') }] }, async ({ event, step }) => {
      const turns = [];
      for (let turn = 1; turn <= 3; turn++) {
        turns.push(
          await step.run('turn', async () => {
            await trace(event.data.tag, `turn ${turn}`);
            return turn;
          }),
        );
      }
      return turns;
    }),

    inngest.createFunction({ id: 'stepless', triggers: [{ event: named('stepless') }] }, async ({ event }) => {
      await trace(event.data.tag, 'called');
      return { answer: 42 };
    }),
  ],

  scenarios: {
    async 'runs each step once, in order, and gives its result back from then on'({ expect, send }) {
      const sent = await send('steps');
      const [run] = await sent.ended();
      const { detail: lot } = await sent.trace.first('draw');
      expect(run).toMatchObject({ status: 'Completed', output: { lot, nothing: null, lotThen: lot } });
      expect(sent.trace.what()).toEqual(['draw', 'nothing', 'look']);
    },

    async 'tells steps of one id apart by how often it came before'({ expect, send }) {
      const sent = await send('loop');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: [1, 2, 3] }]);
      expect(sent.trace.what()).toEqual(['turn 1', 'turn 2', 'turn 3']);
    },

    async 'calls a function without steps once, and keeps what it returned'({ expect, send }) {
      const sent = await send('stepless');
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: { answer: 42 } }]);
      expect(sent.trace.what()).toEqual(['called']);
    },
  },
};
