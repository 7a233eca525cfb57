import { RetryAfterError } from 'inngest';
import type { Feature } from '../feature';

/** Inngest's own: 15 s, and up to 30 s more so that many failures do not come back all at once. */
const backoffMs = { min: 15_000, max: 45_000 };
const soon = '1s';
/** Longer than a backoff of Inngest's own, which so cannot pass for it. */
const laterMs = 50_000;
/** How much later than asked a busy machine may be. */
const latenessMsMax = 60_000;

export const retries: Feature = {
  functions: ({ inngest, named, trace }) => [
    inngest.createFunction(
      { id: 'backoff', retries: 1, triggers: [{ event: named('backoff') }] },
      async ({ event, attempt }) => {
        await trace(event.data.tag, `attempt ${attempt}`);
        if (attempt === 0) throw new Error('not yet');
      },
    ),

    inngest.createFunction(
      { id: 'attempts', retries: 2, triggers: [{ event: named('attempts') }] },
      async ({ event, step, attempt }) => {
        const { tag } = event.data;
        for (const name of ['one', 'two']) {
          await step.run(name, async () => {
            await trace(tag, `${name}, attempt ${attempt}`);
            if (attempt < 2) throw new RetryAfterError('not yet', soon);
          });
        }
        await trace(tag, `function, attempt ${attempt}`);
        if (attempt < 2) throw new RetryAfterError('not yet', soon);
        return { attempt };
      },
    ),

    inngest.createFunction(
      { id: 'exhausted', retries: 2, triggers: [{ event: named('exhausted') }] },
      async ({ event, attempt }) => {
        await trace(event.data.tag, `attempt ${attempt}`);
        throw new RetryAfterError('never', soon);
      },
    ),

    inngest.createFunction(
      { id: 'retry-after', retries: 1, triggers: [{ event: named('retry-after') }] },
      async ({ event, attempt }) => {
        const { tag, at } = event.data;
        await trace(tag, `attempt ${attempt}`);
        if (attempt === 0) throw new RetryAfterError('busy', at ? new Date(at) : laterMs);
      },
    ),
  ],

  scenarios: {
    async 'waits between 15 and 45 s before the first retry'({ expect, send }) {
      const { trace, ended } = await send('backoff');
      const waitedMs = (await trace.timeOf('attempt 1')) - (await trace.timeOf('attempt 0'));
      expect(waitedMs).toBeGreaterThanOrEqual(backoffMs.min);
      expect(waitedMs).toBeLessThan(backoffMs.max + latenessMsMax);
      expect(await ended()).toMatchObject([{ status: 'Completed' }]);
    },

    async 'counts the attempts of each step, and of the function, from 0'({ expect, send }) {
      const { trace, ended } = await send('attempts');
      expect(await ended()).toMatchObject([{ status: 'Completed', output: { attempt: 2 } }]);
      expect(trace.what()).toEqual(
        ['one', 'two', 'function'].flatMap((name) => [0, 1, 2].map((attempt) => `${name}, attempt ${attempt}`)),
      );
      // Six retries after Inngest's own backoff would take longer.
      const tookMs = (await trace.timeOf('function, attempt 2')) - (await trace.timeOf('one, attempt 0'));
      expect(tookMs).toBeLessThan(6 * backoffMs.min);
    },

    async 'fails a run once its attempts are used up'({ expect, send }) {
      const { trace, ended } = await send('exhausted');
      expect(await ended()).toMatchObject([
        { status: 'Failed', output: { name: 'RetryAfterError', message: 'never' } },
      ]);
      expect(trace.what()).toEqual(['attempt 0', 'attempt 1', 'attempt 2']);
    },

    async 'retries after the time that an error names'({ expect, send, server }) {
      const { trace, ended } = await send('retry-after');
      expect(await ended()).toMatchObject([{ status: 'Completed' }]);
      const waitedMs = (await trace.timeOf('attempt 1')) - (await trace.timeOf('attempt 0'));
      // Differs on purpose: Inngest counts from the last full second, the embedded runner from the answer.
      expect(waitedMs).toBeGreaterThanOrEqual({ inngest: laterMs - 1000, embedded: laterMs }[server]);
    },

    async 'retries at the date that an error names'({ expect, send }) {
      const at = Date.now() + laterMs;
      const { trace, ended } = await send('retry-after', { at });
      expect(await ended()).toMatchObject([{ status: 'Completed' }]);
      expect(await trace.timeOf('attempt 1')).toBeGreaterThanOrEqual(at);
    },
  },
};
