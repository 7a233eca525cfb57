import { Truck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Progress } from '@/components/ui/progress';
import type { Quote } from '@/lib/pricing/model';
import { formatWon } from '@/lib/shared/money';

/** How much is missing for free shipping, as the quote itself reckons; or that it is reached. */
export function FreeShippingNudge({ quote }: { quote: Quote }) {
  const t = useTranslations('shop.quote');
  const locale = useLocale();
  const free = quote.trace.some(({ rule }) => rule === 'shipping.free');
  const missingWon = quote.trace.find(({ rule }) => rule === 'shipping.fee')?.missingWon ?? null;
  if (!free && missingWon === null) return null;
  // The threshold is of the goods after discounts.
  const afterDiscountsWon = quote.goodsWon - quote.itemDiscountWon - quote.orderDiscountWon;
  const text = missingWon === null ? t('freeReached') : t('freeMissing', { won: formatWon(missingWon, locale) });
  return (
    <div className="grid gap-2.5">
      <p className="flex items-center gap-2 text-sm">
        <Truck aria-hidden className="size-[1.125rem] shrink-0 text-accent" />
        {text}
      </p>
      {missingWon !== null && (
        <Progress label={t('freeProgress')} value={afterDiscountsWon} max={afterDiscountsWon + missingWon} />
      )}
    </div>
  );
}
