/**
 * Splits an amount by weights, by largest remainder. The parts are whole won and sum to the amount; no part is larger than its weight
 * as long as the amount is no larger than all weights together.
 *
 * The products leave the safe integers, so they are computed exactly.
 */
export function splitWon(amountWon: number, weights: number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (amountWon === 0 || whole === 0n) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const product = BigInt(amountWon) * BigInt(weight);
    return { index, won: Number(product / whole), remainder: product % whole };
  });
  let restWon = amountWon - shares.reduce((sum, { won }) => sum + won, 0);
  // Ties go to the earlier part, so the same cart always splits the same way.
  const byRemainder = shares.toSorted((a, b) => {
    if (a.remainder === b.remainder) return a.index - b.index;
    return a.remainder > b.remainder ? -1 : 1;
  });
  for (const share of byRemainder) {
    if (restWon === 0) break;
    share.won += 1;
    restWon -= 1;
  }
  return shares.map(({ won }) => won);
}
