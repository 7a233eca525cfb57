'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { scrim } from './overlay-style';

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;

const sides = {
  right: 'inset-y-0 right-0 w-[min(26rem,92vw)] animate-from-right',
  left: 'inset-y-0 left-0 w-[min(20rem,86vw)] animate-from-left',
  top: 'inset-x-0 top-0 max-h-dvh min-h-[60dvh] animate-fade-in rounded-b-xl',
  bottom: 'inset-x-0 bottom-0 max-h-[88dvh] animate-from-bottom rounded-t-xl pb-[env(safe-area-inset-bottom)]',
} as const;

type SheetContentProps = {
  title: ReactNode;
  side?: keyof typeof sides;
  /** Stays in sight below what scrolls: totals and the main button. */
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A drawer from an edge: the cart, a menu, filters, search. */
export function SheetContent({ title, side = 'right', footer, className, children }: SheetContentProps) {
  const t = useTranslations('common.actions');
  // Radix gives the keyboard back to a sheet's trigger; one that opens by itself, as the cart's, has none.
  const cameFrom = useRef<Element | null>(null);
  const rememberFocus = () => {
    cameFrom.current = document.activeElement;
  };
  const returnFocus = (event: Event) => {
    const before = cameFrom.current;
    if (!(before instanceof HTMLElement) || before === document.body || !before.isConnected) return;
    event.preventDefault();
    before.focus();
  };
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrim} />
      <Radix.Content
        aria-describedby={undefined}
        onOpenAutoFocus={rememberFocus}
        onCloseAutoFocus={returnFocus}
        className={cn('fixed z-50 flex flex-col bg-raised text-ink shadow-float', sides[side], className)}
      >
        <div className="flex h-16 shrink-0 items-center justify-between gap-4 px-5">
          <Radix.Title className="font-bold text-lg">{title}</Radix.Title>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon" aria-label={t('close')} className="-mr-2 text-muted">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
        {footer && <div className="border-t px-5 py-4">{footer}</div>}
      </Radix.Content>
    </Radix.Portal>
  );
}
