import { inTransaction } from '@/lib/db/transaction';
import { hours, later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { declineTopUp } from '@/lib/wallet/decline-top-up';
import type { WalletError } from '@/lib/wallet/model';
import { openTopUp } from '@/lib/wallet/open-top-up';
import { paymentProvider } from '@/lib/wallet/payment-provider';
import { type IdempotencyFailure, keyLifetimeHours } from './idempotency';

/**
 * The steps of a top-up that come before its settlement: the intent commits, then the provider is asked, outside any transaction.
 *
 * Asked again with the same `topUpId` it changes nothing and gives the same answer, so a retry after a crash just goes on to settle. Once
 * its key is forgotten, a top-up that is over is no answer: the key was used.
 * Errors: `payment.declined`, `wallet.balanceLimit`, `idempotency.keyReused`.
 */
export async function chargeTopUp(topUp: {
  topUpId: string;
  userId: string;
  amountWon: number;
  now: Date;
}): Promise<Result<{ topUpId: string }, WalletError | IdempotencyFailure>> {
  const { topUpId, amountWon, now } = topUp;
  const opened = await inTransaction((tx) => openTopUp(tx, topUp));
  if (!opened.ok) return opened;
  const { settledAt } = opened.value;
  if (settledAt && settledAt < later(now, -hours(keyLifetimeHours))) return err({ code: 'idempotency.keyReused' });
  const charged = await paymentProvider().charge({ topUpId, amountWon });
  if (charged.approved) return ok({ topUpId });
  await inTransaction((tx) => declineTopUp(tx, { topUpId, reason: charged.reason, now }));
  return err({ code: 'payment.declined', reason: charged.reason });
}
