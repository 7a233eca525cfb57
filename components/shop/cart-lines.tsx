'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { ShownLine } from '@/components/queries/cart';
import { ArtFrame } from '@/components/ui/art-frame';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Money } from '@/components/ui/money';
import { QuantityStepper } from '@/components/ui/quantity-stepper';
import { paths } from '@/lib/http/paths';
import { LineProblemNote } from './line-problem-note';
import { canBeOrdered } from './line-problems';
import { optionsText } from './options-text';
import { thumbnailOf } from './picture';
import { useChangeLine } from './use-change-line';

/** What lies in the cart, each line with its quantity and, if there is one, its problem and the ways out. */
export function CartLines({ lines, compact = false }: { lines: ShownLine[]; compact?: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <ul ref={list} tabIndex={-1} className={cn('divide-y', !compact && 'border-y')}>
      {lines.map((line) => (
        <CartLine
          key={line.variantId}
          line={line}
          compact={compact}
          // The button that was pressed goes with its line; the keyboard stays in the list.
          onRemove={() => list.current?.focus({ preventScroll: true })}
        />
      ))}
    </ul>
  );
}

type CartLineProps = { line: ShownLine; compact: boolean; onRemove: () => void };

function CartLine({ line, compact, onRemove }: CartLineProps) {
  const t = useTranslations('shop.cart');
  const { change, remove: removeLine } = useChangeLine(line);
  const remove = () => {
    onRemove();
    removeLine();
  };
  const { slug, name, options, image, quantity, quantityMax, unitPriceWon, availableUnits, problem, changing } = line;
  const sellable = problem !== 'SOLD_OUT' && problem !== 'UNAVAILABLE';
  return (
    <li className={cn('flex gap-4 py-5', compact && 'py-4')}>
      <Link href={paths.product(slug)} tabIndex={-1} aria-hidden className="shrink-0">
        <ArtFrame
          src={thumbnailOf(image)}
          alt=""
          faded={!sellable}
          className={cn('size-20 rounded-md', !compact && 'sm:size-24')}
        />
      </Link>
      <div className="min-w-0 flex-1">
        <div className="flex items-start justify-between gap-2">
          <div className="min-w-0">
            <p className="font-medium text-[0.9375rem] leading-snug">
              <Link href={paths.product(slug)} className="rounded-xs hover:underline hover:underline-offset-4">
                {name}
              </Link>
            </p>
            <p className="mt-0.5 flex flex-wrap gap-x-2 text-[0.8125rem] text-muted">
              {optionsText(options)}
              {quantity > 1 && (
                <span className="text-faint">
                  {t('each')} <Money won={unitPriceWon} />
                </span>
              )}
            </p>
          </div>
          <Button
            variant="ghost"
            size="iconSm"
            aria-label={t('removeOf', { name })}
            onClick={remove}
            className="-mt-1.5 -mr-2 text-faint"
          >
            <X aria-hidden />
          </Button>
        </div>
        <div className="mt-2.5 flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
          {sellable ? (
            <QuantityStepper
              size="sm"
              value={quantity}
              onChange={change}
              max={Math.max(quantity, Math.min(quantityMax, availableUnits))}
              label={t('quantityOf', { name })}
            />
          ) : (
            <span className="text-muted text-sm">{t('quantityOnly', { quantity })}</span>
          )}
          <Money
            won={unitPriceWon * quantity}
            className={cn(
              'ml-auto font-semibold transition-opacity',
              changing && 'opacity-50',
              !canBeOrdered(line) && 'text-faint',
            )}
          />
        </div>
        <LineProblemNote line={line} onChange={change} onRemove={remove} />
      </div>
    </li>
  );
}
