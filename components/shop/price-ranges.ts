import type { Locale } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';

export type PriceRange = { minPriceWon: number | undefined; maxPriceWon: number | undefined };

type RangeKey = 'priceUpTo' | 'priceUnder' | 'priceOver' | 'priceBetween' | 'priceBetweenUnder';
type RangeText = (key: RangeKey, values: { from: string; to: string }) => string;

/** An upper bound right below a multiple of this reads better as "under" the next: prices are whole won. */
const roundWon = 1_000;

export function priceRangeText({ minPriceWon, maxPriceWon }: PriceRange, locale: Locale, t: RangeText): string {
  const from = formatWon(minPriceWon ?? 0, locale);
  if (maxPriceWon === undefined) return t('priceOver', { from, to: '' });
  const isUnder = (maxPriceWon + 1) % roundWon === 0;
  const to = formatWon(isUnder ? maxPriceWon + 1 : maxPriceWon, locale);
  if (minPriceWon === undefined) return t(isUnder ? 'priceUnder' : 'priceUpTo', { from, to });
  return t(isUnder ? 'priceBetweenUnder' : 'priceBetween', { from, to });
}
