'use client';

import { useTranslations } from 'next-intl';
import { ArtFrame } from '@/components/ui/art-frame';
import { Money } from '@/components/ui/money';
import type { CartLineView, CartView } from '@/lib/cart/model';
import { LineProblemNote } from './line-problem-note';
import { canBeOrdered } from './line-problems';
import { optionsText } from './options-text';
import { thumbnailOf } from './picture';
import { useChangeLine } from './use-change-line';

type CheckoutLinesProps = { lines: CartLineView[]; onChanged: (cart: CartView) => void };

/** What is ordered. Only what stands in the way can be changed here. */
export function CheckoutLines({ lines, onChanged }: CheckoutLinesProps) {
  return (
    <ul className="-my-1 divide-y">
      {lines.map((line) => (
        <CheckoutLine key={line.variantId} line={line} onChanged={onChanged} />
      ))}
    </ul>
  );
}

function CheckoutLine({ line, onChanged }: { line: CartLineView; onChanged: (cart: CartView) => void }) {
  const t = useTranslations('shop.cart');
  const { change, remove } = useChangeLine(line, onChanged);
  const { name, options, image, quantity, unitPriceWon } = line;
  return (
    <li className="py-3.5">
      <div className="flex items-center gap-4">
        <ArtFrame src={thumbnailOf(image)} alt="" faded={!canBeOrdered(line)} className="size-16 shrink-0 rounded-md" />
        <div className="min-w-0 flex-1">
          <p className="font-medium text-[0.9375rem] leading-snug">{name}</p>
          <p className="mt-0.5 text-[0.8125rem] text-muted">
            {[optionsText(options), t('quantityOnly', { quantity })].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Money won={unitPriceWon * quantity} className="font-semibold text-[0.9375rem]" />
      </div>
      <LineProblemNote line={line} onChange={change} onRemove={remove} />
    </li>
  );
}
