import type { Result } from '@/lib/shared/result';
import { Prisma } from '@/prisma/generated/client/client';
import { connectionWaitMs, db, type Tx } from './client';

/** Longest that one transaction may take once it has begun. */
export const transactionLimitMs = 15_000;
const retryCountMax = 5;

/** serialization_failure, deadlock_detected, lock_not_available: the same work may well succeed now. */
const transientStates = new Set(['40001', '40P01', '55P03']);

/** Two requests met at a UNIQUE that the work itself looks up first, so looking again answers (the stored reply, the other order number). */
const rivalConstraints = ['idempotency_keys_pkey', 'orders_number_key'];

class Refused extends Error {
  constructor(readonly result: { ok: false; error: { code: string } }) {
    super(result.error.code);
  }
}

/**
 * Runs `work` in one READ COMMITTED transaction: a returned error and a throw both roll back, the error is returned, the throw thrown on.
 *
 * Deadlocks and serialization failures are tried again from the start (at most five times), so `work` must do nothing but use `tx`.
 * Only `app`, `lib/http` and `inngest/functions` call it.
 */
export async function inTransaction<Value, Failure extends { code: string }>(
  work: (tx: Tx) => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(
        async (tx) => {
          const result = await work(tx);
          if (!result.ok) throw new Refused(result);
          return result;
        },
        { maxWait: connectionWaitMs, timeout: transactionLimitMs },
      );
    } catch (error) {
      if (error instanceof Refused) return error.result as Result<Value, Failure>;
      if (attempt >= retryCountMax || !mayRetry(error)) throw error;
    }
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
