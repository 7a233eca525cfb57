import type { Locale } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';

export type PriceRange = { minPriceWon: number | undefined; maxPriceWon: number | undefined };

type RangeText = (key: 'priceUpTo' | 'priceOver' | 'priceBetween', values: { from: string; to: string }) => string;

export function priceRangeText({ minPriceWon, maxPriceWon }: PriceRange, locale: Locale, t: RangeText): string {
  const values = { from: formatWon(minPriceWon ?? 0, locale), to: formatWon(maxPriceWon ?? 0, locale) };
  if (minPriceWon === undefined) return t('priceUpTo', values);
  return maxPriceWon === undefined ? t('priceOver', values) : t('priceBetween', values);
}
