import { useTranslations } from 'next-intl';
import type { StockStatus } from '@/lib/catalog/model';

/** From so few units on, people are told the number, whatever the shop's own minimum is. */
const fewUnits = 5;

export const isFew = (availableUnits: number) => availableUnits <= fewUnits;

/** A stock state in words. */
export function useStockText(): (stock: { stockStatus: StockStatus; availableUnits: number }) => string {
  const t = useTranslations('shop.stock');
  return ({ stockStatus, availableUnits }) => {
    if (stockStatus === 'SOLD_OUT') return t('soldOut');
    if (stockStatus === 'IN_STOCK' && !isFew(availableUnits)) return t('inStock');
    return availableUnits === 1 ? t('last') : t('low', { units: availableUnits });
  };
}
