import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { minutes } from '@/lib/shared/clock';
import { ok, type Result } from '@/lib/shared/result';
import { openSecret, sealSecret } from './endpoint-secret';

/** Longer than any breaker looks back. */
const callCountsKeptMs = minutes(10);

/**
 * Forgets what endpoints need no more: secrets whose overlap is over, and counts of calls that no breaker looks at. Seals secrets that were
 * stored before secrets were.
 *
 * Passes over endpoints that somebody is just changing.
 */
export async function tendEndpoints(tx: Tx): Promise<Result<{ cleared: number; sealed: number }>> {
  await execute(
    tx,
    sql`DELETE FROM delivery_call_counts
        WHERE slot < clock_timestamp() - make_interval(secs => ${callCountsKeptMs / 1_000}::int)`,
  );
  const cleared = await execute(
    tx,
    sql`UPDATE delivery_endpoints SET previous_secret = NULL, previous_secret_until = NULL WHERE id IN (
          SELECT id FROM delivery_endpoints WHERE previous_secret_until < clock_timestamp() FOR NO KEY UPDATE SKIP LOCKED)`,
  );
  const plain = await rows<{ id: string; secret: string }>(
    tx,
    sql`SELECT id, secret FROM delivery_endpoints WHERE secret LIKE 'whsec_%' FOR NO KEY UPDATE SKIP LOCKED`,
  );
  for (const { id, secret } of plain)
    await tx.deliveryEndpoint.update({ where: { id }, data: { secret: sealSecret(openSecret(secret)) } });
  return ok({ cleared, sealed: plain.length });
}
