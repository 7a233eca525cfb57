'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import type { DeliveryView } from '@/lib/delivery/model';
import { skipDeliveryForGood } from './delivery-actions';
import { ReasonForm } from './reason-form';

type SkipDialogProps = {
  delivery: Pick<DeliveryView, 'id' | 'orderNumber'>;
  /** What opens it. */
  children: ReactNode;
};

/** Gives a dead delivery up, with a reason, so that what stands behind it goes on. */
export function SkipDialog({ delivery: { id, orderNumber }, children }: SkipDialogProps) {
  const t = useTranslations('admin.deliveries.dead');
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const skip = async (reason: string) => {
    const form = new FormData();
    form.set('id', id);
    form.set('reason', reason);
    const result = await skipDeliveryForGood({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') {
      toast.success(t('skipped'));
      setOpen(false);
    } else toast.error(t('skipFailed'));
    await queries.invalidateQueries({ queryKey: ['deliveries'] });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('skipTitle', { number: orderNumber })} description={t('skipLead')}>
        <ReasonForm hint={t('skipHint')} submitLabel={t('skip')} onSubmit={skip} />
      </DialogContent>
    </Dialog>
  );
}
