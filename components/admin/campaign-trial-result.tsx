'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { CardSection } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { type Trial, triedCouponId } from '@/lib/cart/admin-model';
import type { AdminProduct } from '@/lib/catalog/admin-model';
import { lanes } from '@/lib/pricing/model';
import { type Localized, localize } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';

/** A product in the cart with the variant of it that was chosen. */
export type TrialLine = { product: AdminProduct; variantId: string; quantity: number };

type TrialResultProps = {
  trial: Trial | undefined;
  /** What is in the form can't be priced yet. */
  isIncomplete: boolean;
  isError: boolean;
  onRetry: () => void;
  lines: TrialLine[];
  /** Of the coupon that is tried, or another's campaign. */
  nameOf: (couponId: string) => Localized;
};

/** What the cart costs and why: by line, and lane after lane what each coupon took, or why it did not. */
export function CampaignTrialResult({ trial, isIncomplete, isError, onRetry, lines, nameOf }: TrialResultProps) {
  const t = useTranslations('admin.coupons.trial');
  if (isIncomplete)
    return (
      <CardSection>
        <p className="text-muted text-sm">{t('incomplete')}</p>
      </CardSection>
    );
  if (isError)
    return (
      <CardSection>
        <Notice
          tone="danger"
          action={
            <Button variant="outline" size="sm" onClick={onRetry}>
              {t('retry')}
            </Button>
          }
        >
          {t('failed')}
        </Notice>
      </CardSection>
    );
  if (!trial)
    return (
      <CardSection>
        <Skeleton className="h-40" />
      </CardSection>
    );
  const { goodsWon, shippingWon, totalWon, trace } = trial.quote;
  const shipping = trace.find(({ rule }) => rule.startsWith('shipping.'));
  return (
    <CardSection>
      <div aria-live="polite" className="grid grid-cols-1 gap-3 text-sm">
        <Row name={t('goods')} won={goodsWon} />
        <Lanes trial={trial} nameOf={nameOf} />
        <Row
          name={t('shipping')}
          won={shippingWon}
          note={shipping?.missingWon ? <FreeFrom missingWon={shipping.missingWon} /> : null}
        />
        <div className="border-t pt-3 font-bold text-base">
          <Row name={t('total')} won={totalWon} />
        </div>
        <LineDiscounts trial={trial} lines={lines} />
      </div>
    </CardSection>
  );
}

function FreeFrom({ missingWon }: { missingWon: number }) {
  const t = useTranslations('admin.coupons.trial');
  return t('freeFrom', { won: formatWon(missingWon, useLocale()) });
}

function Row({ name, won, note }: { name: ReactNode; won: number; note?: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <span className="min-w-0">
        {name}
        {note && <span className="block font-normal text-[0.8125rem] text-muted">{note}</span>}
      </span>
      <Money won={won} />
    </div>
  );
}

/** The lanes in pricing's order, without those that no coupon is for. */
function Lanes({ trial, nameOf }: Pick<TrialResultProps, 'nameOf'> & { trial: Trial }) {
  const t = useTranslations('admin.coupons.trial');
  const locale = useLocale();
  return (
    <ol className="grid grid-cols-1 gap-2">
      {lanes.map((lane, place) => {
        const coupons = trial.coupons.filter((coupon) => coupon.lane === lane);
        if (coupons.length === 0) return null;
        return (
          <li key={lane} className="rounded-md bg-sunken/60 px-3 py-2.5">
            <p className="font-medium text-muted text-xs">
              {t('laneNumber', { number: place + 1, lane: t(`lane.${lane}`) })}
            </p>
            <ul className="mt-1.5 grid grid-cols-1 gap-2">
              {coupons.map((coupon) => (
                <li key={coupon.couponId} className="flex items-baseline justify-between gap-4">
                  <span className="min-w-0">
                    <span className={coupon.couponId === triedCouponId ? 'font-semibold' : undefined}>
                      {localize(nameOf(coupon.couponId), locale) || t('unnamed')}
                    </span>
                    {coupon.reason && <Reason coupon={coupon} />}
                  </span>
                  {coupon.reason ? (
                    <span className="shrink-0 text-faint text-xs">{t('notApplied')}</span>
                  ) : (
                    <Money won={-coupon.discountWon} className="font-semibold text-danger" />
                  )}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function Reason({ coupon: { reason, missingWon } }: { coupon: Trial['coupons'][number] }) {
  const t = useTranslations('coupons.reason');
  const locale = useLocale();
  if (!reason) return null;
  return (
    <span className="block text-[0.8125rem] text-warning">
      {reason === 'BELOW_MINIMUM' ? t(reason, { won: formatWon(missingWon, locale) }) : t(reason)}
    </span>
  );
}

/** What each line bears of all discounts, where there are several to bear them. */
function LineDiscounts({ trial, lines }: { trial: Trial; lines: TrialLine[] }) {
  const t = useTranslations('admin.coupons.trial');
  const locale = useLocale();
  if (trial.lines.length < 2 || trial.lines.every(({ discountWon }) => discountWon === 0)) return null;
  return (
    <section className="border-t pt-3">
      <h3 className="font-medium text-muted text-xs">{t('byLine')}</h3>
      <ul className="mt-1.5 grid grid-cols-1 gap-1 text-[0.8125rem]">
        {trial.lines.map(({ variantId, quantity, unitPriceWon, discountWon }) => {
          const line = lines.find((one) => one.variantId === variantId);
          return (
            <li key={variantId} className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 truncate text-muted">
                {line && localize(line.product.name, locale)} × {quantity}
              </span>
              <span className="shrink-0 tabular-nums">
                {discountWon > 0 && <Money won={-discountWon} className="mr-2 text-danger" />}
                <Money won={unitPriceWon * quantity - discountWon} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
