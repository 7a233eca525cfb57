'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { CartView } from '@/lib/cart/model';
import { formatWon } from '@/lib/shared/money';
import { canBeOrdered } from './line-problems';

type CheckoutButtonsProps = {
  formId: string;
  cart: CartView;
  balanceWon: number;
  holdMinutes: number;
  pending: boolean;
  /** Its coupons are about to be others: nobody should agree to a total that is about to change. */
  isChoosing: boolean;
};

/** Pay now, or order now and pay while the stock is held. Neither can be pressed while the other is on its way. */
export function CheckoutButtons({ formId, cart, balanceWon, holdMinutes, pending, isChoosing }: CheckoutButtonsProps) {
  const t = useTranslations('checkout.buttons');
  const locale = useLocale();
  const [pressed, setPressed] = useState<'now' | 'later'>('now');
  const { totalWon } = cart.quote;
  const problems = cart.lines.filter((line) => !canBeOrdered(line)).length;
  const blocked = problems > 0 ? t('problems', { count: problems }) : null;
  const missingWon = totalWon - balanceWon;
  const short = missingWon > 0 ? t('insufficient', { won: formatWon(missingWon, locale) }) : null;
  const button = (pay: 'now' | 'later') => ({
    type: 'submit' as const,
    form: formId,
    name: 'pay',
    value: pay,
    wide: true,
    loading: isChoosing || (pending && pressed === pay),
    onClick: () => setPressed(pay),
  });
  const busy = pending ? t('busy') : null;

  return (
    <div className="grid gap-2">
      <Button {...button('now')} size="lg" disabledReason={blocked ?? short ?? (pressed === 'later' ? busy : null)}>
        {t('payNow', { won: formatWon(totalWon, locale) })}
      </Button>
      <Button {...button('later')} variant="ghost" disabledReason={blocked ?? (pressed === 'now' ? busy : null)}>
        {t('payLater', { minutes: holdMinutes })}
      </Button>
      <p className="text-center text-faint text-xs">{t('consent')}</p>
    </div>
  );
}
