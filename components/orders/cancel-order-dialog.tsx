'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef, useState } from 'react';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import type { OrderView } from '@/lib/orders/model';
import { CancelOrderForm, type CancelOrderFormProps } from './cancel-order-form';
import { focusHeading } from './focus-heading';

type CancelOrderDialogProps = Omit<CancelOrderFormProps, 'onDone'> & {
  /** What opens it; nothing while the order can't be cancelled. A dialog that is open then stays to say so. */
  children: ReactNode;
};

/** Cancels an order, or units of it, after a look at what that gives back. */
export function CancelOrderDialog({ children, ...props }: CancelOrderDialogProps) {
  const t = useTranslations('cancellation');
  const [open, setOpen] = useState(false);
  const isTriggerGone = useRef(false);
  const done = ({ status }: OrderView) => {
    isTriggerGone.current = status === 'CANCELLED';
    setOpen(false);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      {children && <DialogTrigger asChild>{children}</DialogTrigger>}
      <DialogContent
        title={t('title')}
        description={t('number', { number: props.order.number })}
        onCloseAutoFocus={(event) => {
          // With the last unit goes what opened the dialog, and had the focus.
          if (!children || isTriggerGone.current) focusHeading(event);
        }}
      >
        <CancelOrderForm {...props} onDone={done} />
      </DialogContent>
    </Dialog>
  );
}
