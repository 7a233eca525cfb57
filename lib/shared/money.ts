import type { Locale } from './locale';

/** The largest price, quantity sum, balance or total in won that the house handles; fits Postgres' int4 with room to add two. */
export const amountWonMax = 1_000_000_000;

/** `12,900원` in Korean, `₩12,900` in English. */
export function formatWon(won: number, locale: Locale): string {
  const digits = Math.abs(won).toLocaleString('en-US');
  const sign = won < 0 ? '-' : '';
  return locale === 'ko' ? `${sign}${digits}원` : `${sign}₩${digits}`;
}

export function sumOf(wons: number[]): number {
  return wons.reduce((sum, won) => sum + won, 0);
}
