import type { Feature } from '../feature';

export const events: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction({ id: 'known', triggers: [{ event: named('known') }] }, async ({ event }) => {
      await trace(event.data.tag, 'ran');
      return { id: event.id, data: event.data };
    }),

    inngest.createFunction(
      { id: 'either', triggers: [{ event: named('this') }, { event: named('that') }] },
      async ({ event }) => event.name,
    ),

    inngest.createFunction({ id: 'first', triggers: [{ event: named('shared') }] }, async () => 'first'),
    inngest.createFunction({ id: 'second', triggers: [{ event: named('shared') }] }, async () => 'second'),

    inngest.createFunction(
      {
        id: 'choosy',
        triggers: [{ event: named('choosy'), if: "event.data.kind == 'right' && event.data.size == 2" }],
      },
      async () => 'chosen',
    ),

    inngest.createFunction({ id: 'teller', triggers: [{ event: named('teller') }] }, async ({ event, step }) => {
      const { tag } = event.data;
      const { ids } = await step.sendEvent('tell', [
        { name: named('told'), data: { tag, whom: 'one' } },
        { name: named('told'), data: { tag, whom: 'two' } },
      ]);
      await step.run('told', () => trace(tag, 'told'));
      return ids.length;
    }),
    inngest.createFunction({ id: 'told', triggers: [{ event: named('told') }] }, async ({ event }) => {
      await trace(event.data.tag, event.data.whom);
    }),
  ],

  scenarios: {
    async 'starts one run per event id, however often it comes, at once or later'({ expect, send, sendAll }) {
      const known = { name: 'known', data: { tag: 'known' }, id: 'known once' };
      const sends = await Promise.all([sendAll([known, known]), ...Array.from({ length: 7 }, () => sendAll([known]))]);
      await (await send('known', { tag: 'known' }, { id: 'known otherwise' })).ended();
      const [again] = await sendAll([known]);
      await (await send('known', { tag: 'known' }, { id: 'known at last' })).ended();

      const runs = await Promise.all([...sends.flat(), again].map((sent) => sent?.runs()));
      expect(runs.flat()).toMatchObject([
        { status: 'Completed', output: { id: 'known once', data: { tag: 'known' } } },
      ]);
      expect(again?.trace.what()).toEqual(['ran', 'ran', 'ran']);
    },

    async 'starts a run for every event that has no id, equal or not'({ expect, sendAll }) {
      const sent = await sendAll([1, 2, 3].map(() => ({ name: 'known' })));
      const runs = await Promise.all(sent.map(({ ended }) => ended()));
      expect(runs.flat().map(({ status }) => status)).toEqual(['Completed', 'Completed', 'Completed']);
    },

    async 'starts a function by any of its triggers, and tells it which'({ expect, send }) {
      for (const name of ['this', 'that']) {
        const sent = await send(name);
        expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: expect.stringMatching(`/${name}$`) }]);
      }
    },

    async 'starts every function that an event triggers'({ expect, send }) {
      const sent = await send('shared');
      const runs = await sent.ended(2);
      expect(runs.map(({ output }) => output).toSorted()).toEqual(['first', 'second']);
    },

    async 'starts a function only for events of which its expression is true'({ expect, sendAll }) {
      const sent = await sendAll([
        { name: 'choosy', data: { kind: 'wrong', size: 2 } },
        { name: 'choosy', data: { size: 2 } },
        { name: 'choosy', data: { kind: 'right', size: '2' } },
        { name: 'choosy', data: { kind: 'right', size: 2 } },
      ]);
      const [last] = sent.slice(-1);
      expect(await last?.ended()).toMatchObject([{ status: 'Completed', output: 'chosen' }]);
      const others = await Promise.all(sent.slice(0, -1).map(({ runs }) => runs()));
      expect(others).toEqual([[], [], []]);
    },

    async 'takes events that a function sends, once'({ expect, send }) {
      const { ended, trace } = await send('teller');
      expect(await ended()).toMatchObject([{ status: 'Completed', output: 2 }]);
      await Promise.all([trace.first('one'), trace.first('two')]);
      expect(trace.what().toSorted()).toEqual(['one', 'told', 'two']);
    },
  },
};
