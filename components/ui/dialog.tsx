'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { scrim } from './overlay-style';

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogContentProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Where the focus goes when it closes; without a word, back to what opened it. */
  onCloseAutoFocus?: ((event: Event) => void) | undefined;
  className?: string;
  children?: ReactNode;
};

const width = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' } as const;

/** Centred on large screens; on phones it rises from the bottom, within reach of the thumb. */
export function DialogContent({
  title,
  description,
  footer,
  size = 'md',
  onCloseAutoFocus,
  className,
  children,
}: DialogContentProps) {
  const t = useTranslations('common.actions');
  return (
    <Radix.Portal>
      <Radix.Overlay className={scrim} />
      <Radix.Content
        // Radix names the description by itself, and wants to be told when there is none.
        {...(description ? {} : { 'aria-describedby': undefined })}
        onCloseAutoFocus={onCloseAutoFocus}
        className={cn(
          'fixed z-50 flex max-h-[88dvh] w-full flex-col bg-raised text-ink shadow-float',
          'inset-x-0 bottom-0 animate-from-bottom rounded-t-xl pb-[env(safe-area-inset-bottom)]',
          'sm:-translate-x-1/2 sm:-translate-y-1/2 sm:inset-auto sm:top-1/2 sm:left-1/2 sm:animate-fade-in sm:rounded-xl',
          width[size],
          className,
        )}
      >
        <div className="flex items-start gap-4 px-6 pt-6">
          <div className="min-w-0 flex-1">
            <Radix.Title className="font-bold text-lg">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-muted text-sm">{description}</Radix.Description>}
          </div>
          <Radix.Close asChild>
            <Button variant="ghost" size="iconSm" aria-label={t('close')} className="-mt-1 -mr-2 text-muted">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5">{children}</div>
        {footer && <div className="flex justify-end gap-2 border-t px-6 py-4 max-sm:[&>*]:flex-1">{footer}</div>}
      </Radix.Content>
    </Radix.Portal>
  );
}
