import type { Tx } from '@/lib/db/client';
import { ok } from '@/lib/shared/result';

/** Step three when the provider said no. Idempotent; a settled top-up stays settled. */
export async function declineTopUp(tx: Tx, { topUpId, reason, now }: { topUpId: string; reason: string; now: Date }) {
  await tx.topUp.updateMany({
    where: { id: topUpId, status: 'PENDING' },
    data: { status: 'DECLINED', declineReason: reason, settledAt: now },
  });
  return ok(undefined);
}
