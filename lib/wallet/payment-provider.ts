/** Whoever takes the shopper's real money for a top-up. */
export type PaymentProvider = {
  /**
   * Charges once per `topUpId`: asked again with the same id it gives the same answer, so a crash between the charge and our settlement
   * is mended by asking again.
   */
  charge(request: {
    topUpId: string;
    amountWon: number;
  }): Promise<{ approved: true } | { approved: false; reason: string }>;
};

/** Declines amounts that end in 402, so that a declined payment can be clicked through by hand; approves the rest. */
export const sandboxProvider: PaymentProvider = {
  async charge({ amountWon }) {
    return amountWon % 1000 === 402 ? { approved: false, reason: 'card_declined' } : { approved: true };
  },
};

/** The house's provider; the sandbox until a real one is configured. */
export function paymentProvider(): PaymentProvider {
  return sandboxProvider;
}
