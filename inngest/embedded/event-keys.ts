import { createHash } from 'node:crypto';
import type { Tx } from './connection';

/** For how long what was seen once starts nothing again: Inngest's own window. */
const seenHours = 24;

/**
 * Those of the items whose key was not seen in the last 24 hours, the first of each key, and all that have none (null).
 * Waits for rival transactions with the same keys.
 */
export async function claimKeys<Item>(tx: Tx, items: Item[], keyOf: (item: Item) => string | null): Promise<Item[]> {
  const firstByHash = new Map<string, Item>();
  const keyless = new Set<Item>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) keyless.add(item);
    else if (!firstByHash.has(hashOf(key))) firstByHash.set(hashOf(key), item);
  }
  const claimed = firstByHash.size === 0 ? [] : await claimHashes(tx, [...firstByHash.keys()]);
  const fresh = new Set(claimed.map((hash) => firstByHash.get(hash)));
  return items.filter((item) => keyless.has(item) || fresh.has(item));
}

export async function forgetKeys(tx: Tx, { rowsMax }: { rowsMax: number }): Promise<number> {
  const forgotten = await tx.query(
    `DELETE FROM maru_jobs.event_key WHERE key IN (
       SELECT key FROM maru_jobs.event_key WHERE seen_at < now() - $1 * interval '1 hour' LIMIT $2
     )`,
    [seenHours, rowsMax],
  );
  return forgotten.rowCount ?? 0;
}

async function claimHashes(tx: Tx, hashes: string[]): Promise<string[]> {
  // In one order, so that rivals wait for each other instead of deadlocking.
  const claimed = await tx.query<{ hash: string }>(
    `INSERT INTO maru_jobs.event_key AS k (key) SELECT decode(hash, 'hex') FROM unnest($1::text[]) AS given (hash) ORDER BY hash
     ON CONFLICT (key) DO UPDATE SET seen_at = now() WHERE k.seen_at < now() - $2 * interval '1 hour'
     RETURNING encode(key, 'hex') AS hash`,
    [hashes, seenHours],
  );
  return claimed.rows.map(({ hash }) => hash);
}

/** Whatever a sender's id is made of, however long: an index takes neither 3 kB nor U+0000. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
