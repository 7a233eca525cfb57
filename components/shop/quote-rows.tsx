import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Money } from '@/components/ui/money';
import type { Quote } from '@/lib/pricing/model';

type Amounts = Pick<Quote, 'goodsWon' | 'itemDiscountWon' | 'orderDiscountWon' | 'shippingWon' | 'totalWon'>;
type Coupon = { couponId: string; name: string; discountWon: number };

type QuoteRowsProps = {
  quote: Amounts;
  /** Those that apply, each with its part of the discount. */
  coupons?: Coupon[];
  /** A change is on its way, and with it another total. */
  changing?: boolean;
  /** What the last line is called, where it is not what is still to be paid. */
  totalLabel?: string;
};

/** How an amount comes about: goods, what goes off, shipping, and the total. */
export function QuoteRows({ quote, coupons = [], changing = false, totalLabel }: QuoteRowsProps) {
  const t = useTranslations('shop.quote');
  const { goodsWon, itemDiscountWon, orderDiscountWon, shippingWon, totalWon } = quote;
  const discountWon = itemDiscountWon + orderDiscountWon;
  return (
    <dl
      aria-busy={changing || undefined}
      className={cn('grid gap-2.5 text-[0.9375rem]', changing && '[&_dd]:opacity-50')}
    >
      <Row name={t('goods')}>
        <Money won={goodsWon} />
      </Row>
      {discountWon > 0 && (
        <Row name={t('discount')}>
          <Money won={-discountWon} className="text-danger" />
        </Row>
      )}
      {coupons.map(({ couponId, name, discountWon: partWon }) => (
        <div key={couponId} className="-mt-1 flex justify-between gap-4 pl-3 text-muted text-sm">
          <dt>{name}</dt>
          <dd className="tabular-nums">
            <Money won={-partWon} />
          </dd>
        </div>
      ))}
      <Row name={t('shipping')}>{shippingWon === 0 ? t('free') : <Money won={shippingWon} />}</Row>
      <div className="mt-1.5 flex items-baseline justify-between gap-4 border-t pt-4">
        <dt className="font-semibold">{totalLabel ?? t('total')}</dt>
        <dd aria-live="polite" className="transition-opacity">
          <Money won={totalWon} className="font-bold text-xl" />
        </dd>
      </div>
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums transition-opacity">{children}</dd>
    </div>
  );
}
