'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Money } from '@/components/ui/money';
import type { CancellationPreview } from '@/lib/orders/model';
import { formatWon } from '@/lib/shared/money';

type RefundPreviewProps = {
  /** Nothing is known at first. */
  preview: CancellationPreview | undefined;
  /** Another amount is on its way. */
  isCounting: boolean;
  /** Shipping was paid for, and something may remain that needs it. */
  keepsShipping: boolean;
};

/** What a cancellation gives back, and why not more. */
export function RefundPreview({ preview, isCounting, keepsShipping }: RefundPreviewProps) {
  const t = useTranslations('cancellation.preview');
  const locale = useLocale();
  const { refundWon = 0, shippingWon = 0, reclaimedDiscountWon = 0, restoredCoupons = [] } = preview ?? {};
  return (
    <div className="grid gap-1.5 text-sm">
      <dl
        aria-busy={isCounting || undefined}
        className={cn('grid gap-1.5', isCounting && '[&_dd]:opacity-50', !preview && '[&_dd]:invisible')}
      >
        {shippingWon > 0 && (
          <>
            <Row name={t('goods')}>
              <Money won={refundWon - shippingWon} />
            </Row>
            <Row name={t('shipping')}>
              <Money won={shippingWon} />
            </Row>
          </>
        )}
        <div className="flex items-baseline justify-between gap-4">
          <dt className="font-semibold">{t('refund')}</dt>
          <dd aria-live="polite">
            <Money won={refundWon} className="font-bold text-xl" />
          </dd>
        </div>
      </dl>
      {reclaimedDiscountWon > 0 && (
        <p className="text-muted">{t('reclaimed', { won: formatWon(reclaimedDiscountWon, locale) })}</p>
      )}
      {restoredCoupons.length > 0 && (
        <p className="text-muted">{t('coupons', { names: restoredCoupons.map(({ name }) => name).join(', ') })}</p>
      )}
      {keepsShipping && shippingWon === 0 && <p className="text-[0.8125rem] text-faint">{t('shippingLast')}</p>}
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
