import type { Connection } from '../database';
import { endings, type Kind, type Tokens } from './functions';

/** An event that was sent and acknowledged; its tag is also its id. */
export type Sent = { tag: string; kind: Kind };

type Effect = { tag: string; step: string; token: string; given: Tokens };
type Run = { tag: string; functionId: string; state: string; output: unknown };

/** What must hold once everything has settled, a sentence for each thing that does not. Empty when all is well. */
export async function audit(
  connection: Connection,
  { sent, ticks }: { sent: Sent[]; ticks: string[] },
): Promise<string[]> {
  const tags = sent.map(({ tag }) => tag);
  const runs = await findRuns(connection, [...tags, ...ticks]);
  const effects = await connection.query<Effect>(
    'SELECT tag, step, token, given FROM crash.effect WHERE tag = ANY ($1)',
    [[...tags, ...ticks]],
  );
  return [
    ...sent.flatMap((event) => complainAboutRuns(event, runs)),
    ...ticks.flatMap((tick) => complainAboutTick(tick, runs)),
    ...complainAboutResults(runs, effects.rows),
    ...(await complainAboutLeftovers(connection)),
    ...(await complainAboutOverlaps(connection, tags)),
  ];
}

/** Runs by the tag of the event that began it all; a failure's run by the failed run's. A tick's tag is its moment. */
async function findRuns(connection: Connection, tags: string[]): Promise<Run[]> {
  const found = await connection.query<Run>(
    `SELECT * FROM (
       SELECT r.function_id AS "functionId", r.state, r.output,
         coalesce(e.body #>> '{data,tag}', e.body #>> '{data,event,data,tag}', e.body ->> 'id') AS tag
       FROM maru_jobs.run r JOIN maru_jobs.event e ON e.id = r.event_id
     ) AS tagged WHERE tag = ANY ($1)`,
    [tags],
  );
  return found.rows;
}

/** Every event has led to exactly the runs that it should, and each has ended as it should. */
function complainAboutRuns({ tag, kind }: Sent, runs: Run[]): string[] {
  const expected = endings[kind].map(({ functionId, state, steps }) => `${functionId} ${state} ${steps}`);
  const actual = runs
    .filter((run) => run.tag === tag)
    .map(({ functionId, state, output }) => {
      const steps = state === 'COMPLETED' ? Object.keys((output ?? {}) as Tokens).sort() : [];
      return `${functionId} ${state} ${steps}`;
    })
    .sort();
  const same = expected.join() === actual.join();
  return same ? [] : [`${tag} (${kind}) has the runs [${actual.join('; ')}] instead of [${expected.join('; ')}].`];
}

function complainAboutTick(tick: string, runs: Run[]): string[] {
  const states = runs.filter(({ tag }) => tag === tick).map(({ state }) => state);
  return states.join() === 'COMPLETED' ? [] : [`The schedule's time ${tick} has the runs [${states}].`];
}

/** Of all the tokens that executions of a step have returned, the function was only ever told one. */
function complainAboutResults(runs: Run[], effects: Effect[]): string[] {
  const made = new Map<string, Set<string>>();
  const seen = new Map<string, Set<string>>();
  const note = (map: typeof made, tag: string, step: string, token: string) => {
    const key = `${tag} ${step}`;
    map.set(key, (map.get(key) ?? new Set()).add(token));
  };
  for (const { tag, step, token, given } of effects) {
    note(made, tag, step, token);
    for (const [earlier, told] of Object.entries(given)) note(seen, tag, earlier, told);
  }
  for (const { tag, state, output } of runs) {
    if (state !== 'COMPLETED') continue;
    for (const [step, told] of Object.entries((output ?? {}) as Tokens)) note(seen, tag, step, told);
  }
  return [...seen].flatMap(([key, tokens]) => {
    const unknown = [...tokens].filter((token) => !made.get(key)?.has(token));
    return [
      ...(tokens.size > 1 ? [`${key} had ${tokens.size} results: ${[...tokens].join(', ')}.`] : []),
      ...(unknown.length > 0 ? [`${key} has the result ${unknown.join(', ')}, which no execution returned.`] : []),
    ];
  });
}

/** Nothing is owed, held or due any more: what is left of the queue lies in the future. */
async function complainAboutLeftovers(connection: Connection): Promise<string[]> {
  const found = await connection.query<{ what: string; count: number }>(
    `SELECT 'run still running' AS what, count(*)::int FROM maru_jobs.run WHERE state = 'RUNNING'
     UNION ALL (SELECT concat_ws(' ', 'call', step_id, 'attempt', attempt, 'due at', due_at, standing,
         'leased by ' || runner_id, 'at ' || leased_at, last_error), 1 FROM maru_jobs.call LIMIT 5)
     UNION ALL SELECT 'concurrency slot', count(*)::int FROM maru_jobs.call_slot
     UNION ALL SELECT 'listener', count(*)::int FROM maru_jobs.listener
     UNION ALL SELECT 'unsettled step of a completed run', count(*)::int
       FROM maru_jobs.step s JOIN maru_jobs.run r ON r.id = s.run_id WHERE r.state = 'COMPLETED' AND s.position IS NULL
     UNION ALL SELECT 'command', count(*)::int FROM maru_jobs.command
     UNION ALL SELECT 'sleep that should be over', count(*)::int FROM maru_jobs.step WHERE position IS NULL AND wakes_at <= now()
     UNION ALL SELECT 'schedule not moved on', count(*)::int FROM maru_jobs.schedule WHERE next_at < now() - interval '2 s'
     UNION ALL SELECT 'schedule time fired twice', count(*)::int FROM (
       SELECT FROM maru_jobs.run r JOIN maru_jobs.event e ON e.id = r.event_id
       WHERE e.name = 'inngest/scheduled.timer' GROUP BY r.function_id, e.body ->> 'id' HAVING count(*) > 1) AS twice`,
  );
  return found.rows.flatMap(({ what, count }) => (count > 0 ? [`Left over: ${count} × ${what}.`] : []));
}

/** Where at most one may work at a time, no two finished executions overlap. Killed ones have no end, and do not count. */
async function complainAboutOverlaps(connection: Connection, tags: string[]): Promise<string[]> {
  const found = await connection.query<{ key: string; one: string; other: string; ms: number }>(
    `SELECT a.key, a.tag AS one, b.tag AS other,
       round(extract(epoch FROM least(a.ended_at, b.ended_at) - b.started_at) * 1000)::int AS ms
     FROM crash.effect a JOIN crash.effect b ON b.key = a.key AND b.token <> a.token
       AND b.started_at >= a.started_at AND b.started_at < a.ended_at AND b.ended_at IS NOT NULL
     WHERE a.tag = ANY ($1)`,
    [tags],
  );
  return found.rows.map(({ key, one, other, ms }) => `${one} and ${other} worked under ${key} at once for ${ms} ms.`);
}
