import { required } from '@/lib/shared/invariant';
import { log } from '@/lib/shared/log';
import type { Result } from '@/lib/shared/result';
import { Prisma } from '@/prisma/generated/client/client';
import { connectionWaitMs, db, type Tx } from './client';

/** Longest that one transaction may take once it has begun. */
export const transactionLimitMs = 15_000;
const attemptCountMax = 5;

/** serialization_failure, deadlock_detected, lock_not_available: the same work may well succeed now. */
const transientStates = new Set(['40001', '40P01', '55P03']);

/** Two requests met at a UNIQUE that the work itself looks up first, so looking again answers (the stored reply, the other order number). */
const rivalConstraints = ['idempotency_keys_pkey', 'orders_number_key'];

class Refused extends Error {
  constructor(readonly result: { ok: false; error: { code: string } }) {
    super(result.error.code);
  }
}

/** What is to be done once a transaction has committed, by the transaction. */
const afterwards = new WeakMap<Tx, (() => void)[]>();

/**
 * Runs `work` in one READ COMMITTED transaction: a returned error and a throw both roll back, the error is returned, the throw thrown on.
 *
 * Deadlocks and serialization failures are tried again from the start (five times in all), so `work` must do nothing but use `tx`.
 * Only `app`, `lib/http` and `inngest/functions` call it.
 */
export async function inTransaction<Value, Failure extends { code: string }>(
  work: (tx: Tx) => Promise<Result<Value, Failure>>,
  { limitMs = transactionLimitMs, attempts = attemptCountMax } = {},
): Promise<Result<Value, Failure>> {
  for (let attempt = 1; ; attempt++) {
    const todo: (() => void)[] = [];
    try {
      const done = await db().$transaction(
        async (tx) => {
          afterwards.set(tx, todo);
          const result = await work(tx);
          if (!result.ok) throw new Refused(result);
          return result;
        },
        { maxWait: connectionWaitMs, timeout: limitMs },
      );
      for (const wake of todo) attemptWake(wake);
      return done;
    } catch (error) {
      if (error instanceof Refused) return error.result as Result<Value, Failure>;
      if (attempt >= attempts || !mayRetry(error)) throw error;
    }
  }
}

/**
 * Has `wake` called once the transaction has committed, and never if it does not. It returns at once, and is good for saying that
 * something changed: what it throws is logged, for nothing can undo the commit.
 *
 * Throws for a transaction that `inTransaction` did not open: nobody would call it.
 */
export function afterCommit(tx: Tx, wake: () => void): void {
  required(afterwards.get(tx), 'the list of a transaction opened by inTransaction').push(wake);
}

function attemptWake(wake: () => void): void {
  try {
    wake();
  } catch (error) {
    log.error({ err: error }, 'after a commit');
  }
}

function mayRetry(error: unknown): boolean {
  const state = sqlState(error);
  if (state === '23505') return rivalConstraints.some((name) => fullText(error).includes(name));
  return state !== null && transientStates.has(state);
}

/** The SQLSTATE below whatever Prisma wrapped around it, or null. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const direct = error.meta?.code;
    if (typeof direct === 'string') return direct;
    if (error.code === 'P2034') return '40001';
    if (error.code === 'P2002') return '23505';
  }
  const cause = adapterCause(error);
  return cause?.originalCode ?? null;
}

type AdapterCause = { kind?: string; originalCode?: string; originalMessage?: string; message?: string };

function adapterCause(error: Error): AdapterCause | null {
  const meta = (error as { meta?: { driverAdapterError?: { cause?: AdapterCause } } }).meta;
  return meta?.driverAdapterError?.cause ?? (error.cause as AdapterCause | undefined) ?? null;
}

function fullText(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = adapterCause(error);
  return `${error.message} ${cause?.originalMessage ?? ''} ${JSON.stringify(cause ?? {})}`;
}
