import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { prepared, type Tx } from './connection';
import { letIn } from './slots';

export type { Connection, Tx } from './connection';

/** Longest that work is tried again while Postgres is away. A restart takes seconds. */
const outageMsMax = 60_000;
const retryMs = 250;

/** Besides what a Postgres says on its way down or up: lost races, too many connections, a standby, and time that ran out for a lock or an idle transaction. */
const transientStates = new Set(['40001', '40P01', '55P03', '25P03', '25006', '53300']);
/** A runner that freezes in a transaction, or waits behind one, lets go of its locks after this: as soon as others take it for dead. */
const idleMsMax = 8000;
const lockMsMax = 15_000;

/** Postgres, for all that a runner does. */
export function openPool(connectionString: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: idleMsMax,
    lock_timeout: lockMsMax,
  });
  // An idle connection that Postgres closes must not end the process; the next statement opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Runs `work` in one transaction, again on deadlock, and again while Postgres is away (up to a minute).
 * Whether a commit that lost its connection happened is not known, so `work` must find its own earlier result.
 */
export function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return throughOutage(() => attempt(pool, work));
}

/** As `transaction`, for a single statement that needs none. */
export async function throughOutage<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + outageMsMax;
  for (;;) {
    try {
      return await work();
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
    const tx: Tx = { ...prepared(client), slots: new Set() };
    const value = await work(tx);
    if (tx.slots.size > 0) await letIn(tx, [...tx.slots]);
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

/** Deadlocks, and everything that a Postgres on its way down or up says. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (transientStates.has(code) || code.startsWith('08') || code.startsWith('57P')) return true;
  if (/^(E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN)|ENOTFOUND)/.test(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}
