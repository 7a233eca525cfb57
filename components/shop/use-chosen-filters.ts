import { useLocale, useTranslations } from 'next-intl';
import type { Facets } from '@/lib/catalog/model';
import { type ListState, listHref, toggled } from './list-address';
import { priceRangeText } from './price-ranges';

export type ChosenFilter = { text: string; hrefWithout: string };

/** Each filter that is set, in words, with the address of the list without it. */
export function useChosenFilters(base: string, state: ListState, facets: Facets): ChosenFilter[] {
  const t = useTranslations('shop.list');
  const locale = useLocale();
  const { minPriceWon, maxPriceWon, inStock, option } = state;
  const labels = new Map(facets.options.flatMap(({ values }) => values.map(({ value, label }) => [value, label])));
  const chosen: ChosenFilter[] = [];
  if (minPriceWon !== undefined || maxPriceWon !== undefined)
    chosen.push({
      text: priceRangeText({ minPriceWon, maxPriceWon }, locale, t),
      hrefWithout: listHref(base, state, { minPriceWon: undefined, maxPriceWon: undefined }),
    });
  if (inStock) chosen.push({ text: t('inStockOnly'), hrefWithout: listHref(base, state, { inStock: false }) });
  for (const value of option)
    chosen.push({
      text: labels.get(value) ?? value.slice(value.indexOf(':') + 1),
      hrefWithout: listHref(base, state, { option: toggled(option, value) }),
    });
  return chosen;
}
