import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** One transaction. Calls that give up a concurrency slot note it here; whoever waits for it is woken just before the commit. */
export type Tx = Connection & { freedSlots: Set<string> };

export type Connection = {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
};

/** Namespace of the advisory locks on concurrency slots. */
const slotLockClass = 7711;
/** Longest that work is tried again while Postgres is away. A restart takes seconds. */
const outageMsMax = 60_000;
const retryMs = 250;

const transientStates = new Set(['40001', '40P01', '55P03']);

/** Postgres, for the runner's own statements; graphile-worker and its LISTEN share the pool. */
export function openPool(connectionString: string, connections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: connections, connectionTimeoutMillis: 10_000 });
  // An idle connection that Postgres closes must not end the process; the next statement opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Runs `work` in one transaction, again on deadlock, and again while Postgres is away (up to a minute).
 * Whether a commit that lost its connection happened is not known, so `work` must find its own earlier result.
 */
export async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + outageMsMax;
  for (;;) {
    try {
      return await attempt(pool, work);
    } catch (error) {
      if (!isTransient(error) || Date.now() > giveUpAt) throw error;
      await delay(retryMs * (0.5 + Math.random()));
    }
  }
}

/** As `transaction`, for callers that rather hear at once that Postgres is away. */
export async function attempt<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const tx: Tx = { ...prepared(client), freedSlots: new Set() };
    const value = await work(tx);
    if (tx.freedSlots.size > 0) await wakeParked(tx, [...tx.freedSlots]);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const statementNames = new Map<string, string>();

/** Has each connection plan a statement once: planning most of ours costs Postgres more than running them. */
export function prepared(connection: pg.Pool | pg.PoolClient): Connection {
  return {
    query(text, values) {
      const name = statementNames.get(text) ?? `maru_${statementNames.size}`;
      statementNames.set(text, name);
      return connection.query({ name, text, values });
    },
  };
}

/** Locks slots until the commit. Nothing may wait for a row while holding them, so they are always taken last. */
export async function lockSlots(tx: Tx, slots: string[]): Promise<void> {
  for (const slot of [...slots].sort()) {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [slotLockClass, slot]);
  }
}

/**
 * Queues the oldest parked calls of each slot, as many as it has room for.
 * Together with claim.ts this keeps true: where a slot has room and calls are parked, the oldest ones' jobs are queued.
 */
export async function wakeParked(tx: Tx, slots: string[]): Promise<void> {
  await lockSlots(tx, slots);
  await tx.query(
    `SELECT graphile_worker.add_job('call', json_build_object('callId', parked.call_id::text, 'limited', true), max_attempts := 32767)
     FROM (
       SELECT DISTINCT oldest.call_id
       FROM unnest($1::text[]) AS wanted (slot)
       CROSS JOIN LATERAL (
         SELECT s.call_id
         FROM maru_jobs.call_slot s JOIN maru_jobs.call c ON c.id = s.call_id
         WHERE s.slot = wanted.slot AND c.parked
         ORDER BY s.call_id
         LIMIT (
           SELECT greatest(0, coalesce(max(other.most), 0) - count(*) FILTER (WHERE o.lease IS NOT NULL))
           FROM maru_jobs.call_slot other JOIN maru_jobs.call o ON o.id = other.call_id
           WHERE other.slot = wanted.slot
         )
       ) AS oldest
     ) AS parked`,
    [slots],
  );
}

/** Queues a job of graphile-worker, to run `delayMs` from now or at a moment; it wakes the runners when this transaction commits. */
export async function addJob(tx: Tx, task: string, payload: object, when: number | Date = 0): Promise<void> {
  await tx.query(
    `SELECT graphile_worker.add_job($1, $2::json, run_at := coalesce($3::timestamptz, now() + $4 * interval '1 ms'), max_attempts := 32767)`,
    [task, JSON.stringify(payload), when instanceof Date ? when : null, when instanceof Date ? 0 : when],
  );
}

/** Deadlocks, and everything that a Postgres on its way down or up says. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (transientStates.has(code) || code.startsWith('08') || code.startsWith('57P')) return true;
  if (/^E(CONN|PIPE|TIMEDOUT)/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}
