import { createHash } from 'node:crypto';
import type { Db, Tx } from '@/lib/db/client';
import { execute, firstRow, rows, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';

/** Stored answers are swept after this many hours. */
export const keyLifetimeHours = 24;

/** Keys are scoped to the user; `requestHash` tells whether the same request came again. */
export type IdempotentRequest = { userId: string; key: string; requestHash: Buffer };

export type StoredAnswer = { status: number; body: string; replayed: boolean };

export type IdempotencyFailure = { code: 'idempotency.keyReused' } | { code: 'idempotency.inFlight' };

/** SHA-256 of what makes two requests the same: method, path and body (key order does not matter). */
export function hashRequest(method: string, path: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${method} ${path}\n${canonicalJson(body)}`)
    .digest();
}

function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}

/**
 * Does `work` at most once per key, storing its answer in the transaction of the work itself.
 *
 * The same key and request again gives the stored answer; another request `idempotency.keyReused`; a twin that is still running
 * `idempotency.inFlight` (a transaction-scoped advisory lock, so a crash frees the key). Failures store nothing.
 * A twin that commits between our snapshot and our lock meets the primary key when we store, and `inTransaction` looks again.
 */
export async function once<Failure extends { code: string }>(
  tx: Tx,
  request: IdempotentRequest,
  work: () => Promise<Result<{ status: number; body: string }, Failure>>,
): Promise<Result<StoredAnswer, Failure | IdempotencyFailure>> {
  const { userId, key, requestHash } = request;
  const found = await firstRow<{ locked: boolean; requestHash: Uint8Array | null; status: number; body: string }>(
    tx,
    sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`${userId} ${key}`}, 7)) AS locked, k.request_hash, k.status, k.body
        FROM (SELECT 1) AS one LEFT JOIN idempotency_keys k ON k.user_id = ${userId}::uuid AND k.key = ${key}`,
  );
  if (found?.requestHash) {
    if (!requestHash.equals(found.requestHash)) return err({ code: 'idempotency.keyReused' });
    return ok({ status: found.status, body: found.body, replayed: true });
  }
  if (!found?.locked) return err({ code: 'idempotency.inFlight' });

  const result = await work();
  if (!result.ok) return result;
  const { status, body } = result.value;
  await execute(
    tx,
    sql`INSERT INTO idempotency_keys (user_id, key, request_hash, status, body)
        VALUES (${userId}::uuid, ${key}, ${requestHash}, ${status}, ${body})`,
  );
  return ok({ status, body, replayed: false });
}

type Earlier = Result<StoredAnswer | null, IdempotencyFailure>;

/** For each request the answer that it had when it succeeded before, looked up without a lock; null when there is none. */
export async function findAnswers(db: Db, requests: IdempotentRequest[]): Promise<Earlier[]> {
  const [userIds, keys] = [requests.map(({ userId }) => userId), requests.map(({ key }) => key)];
  const stored = await rows<{ place: number; requestHash: Uint8Array; status: number; body: string }>(
    db,
    sql`SELECT asked.place, k.request_hash, k.status, k.body
        FROM unnest(${userIds}::uuid[], ${keys}::text[]) WITH ORDINALITY AS asked (user_id, key, place)
          JOIN idempotency_keys k ON k.user_id = asked.user_id AND k.key = asked.key`,
  );
  const answers = requests.map((): Earlier => ok(null));
  for (const { place, requestHash, status, body } of stored) {
    const isSame = requests[place - 1]?.requestHash.equals(requestHash);
    answers[place - 1] = isSame ? ok({ status, body, replayed: true }) : err({ code: 'idempotency.keyReused' });
  }
  return answers;
}

/** Removes stored answers that are past their lifetime, at most `limit` at once; the number removed. */
export async function sweepIdempotencyKeys(tx: Tx, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const before = new Date(now.getTime() - keyLifetimeHours * 3_600_000);
  return execute(
    tx,
    sql`DELETE FROM idempotency_keys WHERE ctid IN (
          SELECT ctid FROM idempotency_keys WHERE created_at < ${before} ORDER BY created_at LIMIT ${limit})`,
  );
}
