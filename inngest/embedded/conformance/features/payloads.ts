import type { Feature } from '../feature';

/** Inngest takes events of up to 256 KB from everybody. */
const bigBytes = 200 * 1024;
const texts = {
  korean: '달항아리 백자 — 한 점 남았습니다',
  emoji: '🏺👩🏽‍🚀',
  combined: 'e\u0301 가',
  controls: 'tab\t line\n quote" back\\slash \u2028 \u001f',
  keys: { 이름: '달항아리' },
};

export const payloads: Feature = {
  functions: ({ inngest, named }) => [
    inngest.createFunction({ id: 'echo', triggers: [{ event: named('echo') }] }, async ({ event, step }) => {
      const stored = await step.run('store', () => event.data.payload);
      return step.run('give back', () => stored);
    }),
  ],

  scenarios: {
    async 'gives text back as it came'({ expect, send }) {
      const sent = await send('echo', { payload: texts });
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: texts }]);
    },

    async 'gives numbers, nothing and nested things back as they came'({ expect, send }) {
      const payload = {
        big: Number.MAX_SAFE_INTEGER,
        small: 1e-9,
        negative: -0.5,
        none: null,
        list: [[], {}, [1, null]],
      };
      const sent = await send('echo', { payload });
      expect(await sent.ended()).toMatchObject([{ status: 'Completed', output: payload }]);
    },

    async 'carries 200 KB in an event, a step and an output'({ expect, send }) {
      const filling = '가'.repeat(bigBytes / Buffer.byteLength('가'));
      const sent = await send('echo', { payload: filling });
      const [run] = await sent.ended();
      // Not `toEqual`, which would print it all.
      expect(run?.output === filling).toBe(true);
    },
  },
};
