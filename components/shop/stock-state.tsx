'use client';

import { useTranslations } from 'next-intl';
import type { Availability } from '@/components/queries/stock-availability';
import { cn } from '@/components/ui/cn';
import { isFew, useStockText } from './use-stock-text';

/** In stock, so many left, or sold out; told to screen readers when it changes. */
export function StockState({ stock, className }: { stock: Availability; className?: string }) {
  const t = useTranslations('shop.product');
  const text = useStockText()(stock);
  const look = stock.stockStatus === 'IN_STOCK' && isFew(stock.availableUnits) ? 'LOW' : stock.stockStatus;
  return (
    <p aria-live="polite" className={cn('flex items-center gap-2 text-sm', className)}>
      <span className="sr-only">{t('stockLabel')}</span>
      <span aria-hidden className={cn('size-2 rounded-full', dots[look])} />
      <span className={cn('font-medium', texts[look])}>{text}</span>
    </p>
  );
}

const dots = { IN_STOCK: 'bg-success', LOW: 'bg-warning', SOLD_OUT: 'bg-edge' } as const;
const texts = { IN_STOCK: 'text-success', LOW: 'text-warning', SOLD_OUT: 'text-muted' } as const;
