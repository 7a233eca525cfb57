import { setTimeout as delay } from 'node:timers/promises';
import { type Inngest, NonRetriableError } from 'inngest';
import type { Pool } from 'pg';

/** Results of steps by the steps' names. Each is a token that only one execution of that step returned. */
export type Tokens = Record<string, string>;

/** Inngest's most: kills use attempts up, and no run may fail for having been unlucky. */
const retries = 20;
const holdMs = 50;
const flakyTries = 3;

export const effectSql = /* sql */ `
CREATE SCHEMA IF NOT EXISTS crash;
-- One row for each time that a step was executed. "given" is what the function was told of its earlier steps then.
CREATE TABLE IF NOT EXISTS crash.effect (
  token uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tag text NOT NULL,
  step text NOT NULL,
  given json NOT NULL,
  key text,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz
);
CREATE INDEX IF NOT EXISTS effect_tag_idx ON crash.effect (tag, step);
`;

/**
 * Functions of every kind that the runner has to bring through a crash. Each step writes an effect and returns its token, and each
 * function returns the tokens that it was given: so it shows when a step ran twice, and whether two of its results were ever seen.
 */
export function crashFunctions(inngest: Inngest, pool: Pool) {
  const effect = async (tag: string, step: string, given: Tokens, key: string | null = null): Promise<string> => {
    const stored = await pool.query<{ token: string }>(
      'INSERT INTO crash.effect (tag, step, given, key) VALUES ($1, $2, $3, $4) RETURNING token',
      [tag, step, JSON.stringify(given), key],
    );
    return stored.rows[0]?.token ?? '';
  };

  return [
    inngest.createFunction(
      { id: 'sequence', retries, triggers: [{ event: 'crash/sequence' }] },
      async ({ event, step }) => {
        const given: Tokens = {};
        for (const name of ['one', 'two', 'three', 'four']) {
          given[name] = await step.run(name, () => effect(event.data.tag, name, given));
        }
        return given;
      },
    ),
    inngest.createFunction(
      { id: 'parallel', retries, triggers: [{ event: 'crash/parallel' }] },
      async ({ event, step }) => {
        const { tag } = event.data;
        const [left, middle, right] = await Promise.all([
          step.run('left', () => effect(tag, 'left', {})),
          step.run('middle', () => effect(tag, 'middle', {})),
          step.run('right', () => effect(tag, 'right', {})),
        ]);
        const given = { left, middle, right };
        return { ...given, join: await step.run('join', () => effect(tag, 'join', given)) };
      },
    ),
    inngest.createFunction(
      { id: 'sleeper', retries, triggers: [{ event: 'crash/sleeper' }] },
      async ({ event, step }) => {
        const before = await step.run('before', () => effect(event.data.tag, 'before', {}));
        await step.sleep('nap', '1s');
        const after = await step.run('after', () => effect(event.data.tag, 'after', { before }));
        return { before, after };
      },
    ),
    inngest.createFunction(
      { id: 'waiter', retries, triggers: [{ event: 'crash/waiter' }] },
      async ({ event, step }) => {
        const { tag } = event.data;
        // Listening is stored together with the plan to ask, so that no answer can come too early.
        const [answered] = await Promise.all([
          step.waitForEvent('answer', { event: 'crash/answered', match: 'data.tag', timeout: '1h' }),
          step.sendEvent('ask', { name: 'crash/asked', id: `${tag}.asked`, data: { tag } }),
        ]);
        const answer = String(answered?.data.answer);
        return { answer, after: await step.run('after', () => effect(tag, 'after', { answer })) };
      },
    ),
    inngest.createFunction(
      { id: 'answerer', retries, triggers: [{ event: 'crash/asked' }] },
      async ({ event, step }) => {
        const { tag } = event.data;
        const answer = await step.run('answer', () => effect(tag, 'answer', {}));
        await step.sendEvent('tell', { name: 'crash/answered', id: `${tag}.answered`, data: { tag, answer } });
        return { answer };
      },
    ),
    inngest.createFunction(
      {
        id: 'limited',
        retries,
        concurrency: { limit: 1, key: 'event.data.key' },
        triggers: [{ event: 'crash/limited' }],
      },
      async ({ event, step }) => {
        const { tag, key } = event.data;
        const hold = await step.run('hold', async () => {
          const token = await effect(tag, 'hold', {}, key);
          await delay(holdMs);
          await pool.query('UPDATE crash.effect SET ended_at = clock_timestamp() WHERE token = $1', [token]);
          return token;
        });
        return { hold };
      },
    ),
    inngest.createFunction(
      {
        id: 'cancelled',
        retries,
        triggers: [{ event: 'crash/cancelled' }],
        cancelOn: [{ event: 'crash/cancel', match: 'data.tag' }],
      },
      async ({ event, step }) => {
        const before = await step.run('before', () => effect(event.data.tag, 'before', {}));
        await step.sleep('long', '1h');
        return { before, never: await step.run('never', () => effect(event.data.tag, 'never', { before })) };
      },
    ),
    inngest.createFunction({ id: 'flaky', retries, triggers: [{ event: 'crash/flaky' }] }, async ({ event, step }) => {
      const { tag } = event.data;
      const stubborn = await step.run('stubborn', async () => {
        const token = await effect(tag, 'stubborn', {});
        const tries = await pool.query('SELECT FROM crash.effect WHERE tag = $1', [tag]);
        if (Number(tries.rowCount) < flakyTries) throw new Error('not yet');
        return token;
      });
      return { stubborn };
    }),
    inngest.createFunction(
      {
        id: 'failing',
        retries,
        triggers: [{ event: 'crash/failing' }],
        onFailure: async ({ event, step }) => {
          const clean = await step.run('clean', () => effect(event.data.event.data.tag, 'clean', {}));
          return { clean };
        },
      },
      async ({ event, step }) => {
        await step.run('begin', () => effect(event.data.tag, 'begin', {}));
        throw new NonRetriableError('never again');
      },
    ),
    inngest.createFunction({ id: 'ticker', retries, triggers: [{ cron: '* * * * *' }] }, async ({ event, step }) => {
      const tick = await step.run('tick', () => effect(String(event.id), 'tick', {}));
      return { tick };
    }),
  ];
}

type Ending = { functionId: string; state: 'COMPLETED' | 'FAILED' | 'CANCELLED'; steps: string[] };

/** The runs that one event of each kind must bring about, and the steps whose tokens they return. */
export const endings = {
  sequence: [{ functionId: 'crash-sequence', state: 'COMPLETED', steps: ['four', 'one', 'three', 'two'] }],
  parallel: [{ functionId: 'crash-parallel', state: 'COMPLETED', steps: ['join', 'left', 'middle', 'right'] }],
  sleeper: [{ functionId: 'crash-sleeper', state: 'COMPLETED', steps: ['after', 'before'] }],
  waiter: [
    { functionId: 'crash-answerer', state: 'COMPLETED', steps: ['answer'] },
    { functionId: 'crash-waiter', state: 'COMPLETED', steps: ['after', 'answer'] },
  ],
  limited: [{ functionId: 'crash-limited', state: 'COMPLETED', steps: ['hold'] }],
  cancelled: [{ functionId: 'crash-cancelled', state: 'CANCELLED', steps: [] }],
  flaky: [{ functionId: 'crash-flaky', state: 'COMPLETED', steps: ['stubborn'] }],
  failing: [
    { functionId: 'crash-failing', state: 'FAILED', steps: [] },
    { functionId: 'crash-failing-failure', state: 'COMPLETED', steps: ['clean'] },
  ],
} satisfies Record<string, Ending[]>;

export type Kind = keyof typeof endings;
