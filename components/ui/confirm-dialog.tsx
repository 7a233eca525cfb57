'use client';

import { useTranslations } from 'next-intl';
import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { scrim } from './overlay-style';

type ConfirmDialogProps = {
  /** What opens it. */
  trigger: ReactNode;
  title: ReactNode;
  /** What will happen, and what can't be undone. */
  description: ReactNode;
  confirmLabel: string;
  tone?: 'danger' | 'primary';
  /** Done while the dialog shows that it is working; it closes when the promise settles. */
  onConfirm: () => void | Promise<void>;
  children?: ReactNode;
};

/** Asks once before destructive work, and says what it will do. */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  tone = 'danger',
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const t = useTranslations('common.actions');
  const [open, setOpen] = useState(false);
  const [working, setWorking] = useState(false);

  const confirm = async () => {
    setWorking(true);
    try {
      await onConfirm();
    } finally {
      setWorking(false);
      setOpen(false);
    }
  };

  return (
    <Radix.Root open={open} onOpenChange={(next) => !working && setOpen(next)}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={scrim} />
        <Radix.Content className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 w-[min(26rem,calc(100vw-2.5rem))] animate-fade-in rounded-xl bg-raised p-6 text-ink shadow-float">
          <Radix.Title className="font-bold text-lg">{title}</Radix.Title>
          <Radix.Description className="mt-2 text-[0.9375rem] text-muted">{description}</Radix.Description>
          {children && <div className="mt-4">{children}</div>}
          <div className="mt-6 flex justify-end gap-2 max-sm:[&>*]:flex-1">
            <Radix.Cancel asChild>
              <Button variant="secondary">{t('cancel')}</Button>
            </Radix.Cancel>
            <Button variant={tone} loading={working} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
