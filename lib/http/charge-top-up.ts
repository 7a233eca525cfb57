import { inTransaction } from '@/lib/db/transaction';
import { hours, later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { declineTopUp } from '@/lib/wallet/decline-top-up';
import type { WalletError } from '@/lib/wallet/model';
import { openTopUp } from '@/lib/wallet/open-top-up';
import { paymentProvider } from '@/lib/wallet/payment-provider';
import { type IdempotencyFailure, keyLifetimeHours } from './idempotency';

/** Longest that a shopper waits for the provider. */
const chargeMsMax = 8_000;
/** The sweep asks again about what is two minutes old, each minute. */
const checkedAgainSeconds = 180;

/**
 * The steps of a top-up that come before its settlement: the intent commits, then the provider is asked, outside any transaction.
 *
 * Asked again with the same `topUpId` it changes nothing and gives the same answer, so a retry after a crash just goes on to settle. Once
 * its key is forgotten, a top-up that is over is no answer: the key was used.
 * Errors: `payment.declined`, `wallet.balanceLimit`, `idempotency.keyReused`; `payment.pending` when the provider does not answer within `limitMs`: the
 * top-up stays open, and is settled by whoever asks next, the sweep at the latest.
 */
export async function chargeTopUp(
  topUp: { topUpId: string; userId: string; amountWon: number; now: Date },
  { limitMs = chargeMsMax } = {},
): Promise<Result<{ topUpId: string }, WalletError | IdempotencyFailure>> {
  const { topUpId, amountWon, now } = topUp;
  const opened = await inTransaction((tx) => openTopUp(tx, topUp));
  if (!opened.ok) return opened;
  const { openedAt, settledAt } = opened.value;
  if (settledAt && settledAt < later(now, -hours(keyLifetimeHours))) return err({ code: 'idempotency.keyReused' });
  const signal = AbortSignal.timeout(limitMs);
  const charged = await paymentProvider()
    .charge({ topUpId, amountWon, openedAt, now, signal })
    .catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
  if (charged === null) return err({ code: 'payment.pending', retryAfterSeconds: checkedAgainSeconds });
  if (charged.approved) return ok({ topUpId });
  await inTransaction((tx) => declineTopUp(tx, { topUpId, reason: charged.reason, now }));
  return err({ code: 'payment.declined', reason: charged.reason });
}
