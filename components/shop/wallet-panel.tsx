'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Fact, Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { formatWon } from '@/lib/shared/money';
import { TopUpForm } from './top-up-form';
import { type TopUpOffer, useTopUp } from './use-top-up';

type WalletPanelProps = {
  balanceWon: number;
  neededWon: number;
  offer: TopUpOffer;
  /** Nothing can be bought as it is, so nobody is asked for money yet. */
  isBlocked?: boolean;
};

/** What the wallet holds against what is to be paid; where it is too little, a top-up of just what is missing. */
export function WalletPanel({ balanceWon, neededWon, offer, isBlocked = false }: WalletPanelProps) {
  const t = useTranslations('checkout.payment');
  const locale = useLocale();
  const topUp = useTopUp(offer);
  const missingWon = Math.max(0, neededWon - balanceWon);
  const panel = useRef<HTMLDivElement>(null);
  // The form that was just sent is gone once there is enough, and the focus with it.
  useEffect(() => {
    if (topUp.state.status === 'done' && missingWon === 0) panel.current?.focus({ preventScroll: true });
  }, [topUp.state, missingWon]);
  return (
    <div ref={panel} tabIndex={-1} className="grid gap-5">
      <Facts className="text-[0.9375rem]">
        <Fact name={t('balance')} numeric>
          <Money won={balanceWon} className="font-semibold" />
        </Fact>
        {missingWon === 0 ? (
          <Fact name={t('afterwards')} numeric>
            <Money won={balanceWon - neededWon} />
          </Fact>
        ) : (
          <Fact name={t('missing')} numeric>
            <Money won={missingWon} className="font-semibold text-danger" />
          </Fact>
        )}
      </Facts>
      {missingWon > 0 && !isBlocked && (
        <div className="grid gap-5 rounded-md bg-sunken p-4 sm:p-5">
          <Notice tone="warning" className="bg-transparent p-0">
            {t('missingBody', { won: formatWon(missingWon, locale) })}
          </Notice>
          <TopUpForm
            key={missingWon}
            topUp={topUp}
            suggestedWon={Math.min(offer.maxWon, Math.max(offer.minWon, missingWon))}
          />
        </div>
      )}
    </div>
  );
}
