import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import { type BulkError, importActions } from './model';

/**
 * Has a checked import applied, soon: whoever wakes the job after the commit saves a minute. It is applied in the name of whoever asks.
 *
 * Errors: `import.notFound`, `import.notReady` (bad rows, or asked for already).
 */
export async function requestApplication(
  tx: Tx,
  { actor, importId, now }: { actor: Actor; importId: string; now: Date },
): Promise<Result<undefined, BulkError>> {
  assertAdmin(actor);
  const { count } = await tx.productImport.updateMany({
    where: { id: importId, state: { in: importActions.apply } },
    data: { state: 'APPLYING', actorId: actor.userId, requestedAt: now },
  });
  if (count === 1) return ok(undefined);
  const found = await tx.productImport.findUnique({ where: { id: importId }, select: { state: true } });
  return err(found ? { code: 'import.notReady', state: found.state } : { code: 'import.notFound' });
}
