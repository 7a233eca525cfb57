import { setTimeout as delay } from 'node:timers/promises';
import { minutes } from '@/lib/shared/clock';

/** What is to be charged: `openedAt` is when the shopper asked for it, `signal` when nobody waits for the answer any more. */
export type Charge = { topUpId: string; amountWon: number; openedAt: Date; now: Date; signal: AbortSignal };

/** Whoever takes the shopper's real money for a top-up. */
export type PaymentProvider = {
  /**
   * Charges once per `topUpId`: asked again with the same id it gives the same answer, so a crash between the charge and our settlement, or an answer
   * that came too late, is mended by asking again. Throws once `signal` is aborted.
   */
  charge(charge: Charge): Promise<{ approved: true } | { approved: false; reason: string }>;
};

/** So long the sandbox takes over a late answer. */
const lateMs = 2_000;
/** So long it gives no answer about an amount that is never answered in time. */
const silentMs = minutes(1);

/**
 * Amounts that end in 402 are declined, in 408 approved late, and in 504 approved only when asked again a minute later, so that each can be clicked
 * through by hand; the rest is approved at once.
 */
export const sandboxProvider: PaymentProvider = {
  async charge({ amountWon, openedAt, now, signal }) {
    switch (amountWon % 1000) {
      case 402:
        return { approved: false, reason: 'card_declined' };
      case 408:
        await delay(lateMs, undefined, { signal });
        return { approved: true };
      case 504:
        if (now.getTime() - openedAt.getTime() < silentMs) await delay(silentMs, undefined, { signal });
        return { approved: true };
      default:
        return { approved: true };
    }
  },
};

/** The house's provider; the sandbox until a real one is configured. */
export function paymentProvider(): PaymentProvider {
  return sandboxProvider;
}
