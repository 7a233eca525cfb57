'use client';

import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { CartLineView } from '@/lib/cart/model';
import { formatWon } from '@/lib/shared/money';

type LineProblemNoteProps = {
  line: CartLineView;
  onChange: (quantity: number) => void;
  onRemove: () => void;
};

export function focusFirstFix(): void {
  document.querySelector<HTMLElement>('[data-line-fix]')?.focus();
}

/** What is the matter with a line, and its fixes at one tap. Nothing when all is well. */
export function LineProblemNote({ line, onChange, onRemove }: LineProblemNoteProps) {
  const t = useTranslations('shop.cart.problems');
  const locale = useLocale();
  const { problem, quantity, availableUnits, priceWhenAddedWon, unitPriceWon } = line;
  const remove = <Fix onClick={onRemove}>{t('remove')}</Fix>;

  switch (problem) {
    case null:
      return null;
    case 'UNAVAILABLE':
      return <Problem text={t('unavailable')}>{remove}</Problem>;
    case 'SOLD_OUT':
      return <Problem text={t('soldOut')}>{remove}</Problem>;
    case 'INSUFFICIENT_STOCK':
      return (
        <Problem text={t('insufficient', { units: availableUnits })}>
          <Fix onClick={() => onChange(availableUnits)}>{t('takeAvailable', { units: availableUnits })}</Fix>
          {remove}
        </Problem>
      );
    case 'PRICE_CHANGED': {
      const prices = { before: formatWon(priceWhenAddedWon, locale), now: formatWon(unitPriceWon, locale) };
      return (
        <Problem text={t('priceChanged', prices)}>
          <Fix onClick={() => onChange(quantity)}>{t('acceptPrice')}</Fix>
          {remove}
        </Problem>
      );
    }
  }
}

function Problem({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div role="status" className="mt-3 rounded-md bg-warning-soft px-3.5 py-2.5 text-sm">
      <p className="flex gap-2 text-ink">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        {text}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5 pl-6">{children}</div>
    </div>
  );
}

function Fix({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="outline" size="xs" onClick={onClick} data-line-fix>
      {children}
    </Button>
  );
}
