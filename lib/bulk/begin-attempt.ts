import type { Tx } from '@/lib/db/client';
import { importAttemptsMax } from './model';

/**
 * Counts another attempt at a requested import, before it, so that one which brings the process down is not tried forever; whether it may
 * be made. One that was tried too often ends as FAILED: nothing of it is written.
 */
export async function beginAttempt(tx: Tx, { importId, now }: { importId: string; now: Date }): Promise<boolean> {
  const requested = { id: importId, state: 'APPLYING' } as const;
  const { count } = await tx.productImport.updateMany({
    where: { ...requested, attemptCount: { lt: importAttemptsMax } },
    data: { attemptCount: { increment: 1 }, appliedRows: 0 },
  });
  if (count === 0) await tx.productImport.updateMany({ where: requested, data: { state: 'FAILED', endedAt: now } });
  return count === 1;
}
