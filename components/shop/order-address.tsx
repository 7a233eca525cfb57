'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/http/define-action';
import type { AddressView } from '@/lib/identity/model';
import type { OrderView } from '@/lib/orders/model';
import { CheckoutAddress } from './checkout-address';
import { useFormFailure } from './use-form-failure';

export type OrderAddressProps = {
  order: OrderView;
  offer: {
    addresses: AddressView[];
    /** Another address can be kept. */
    canSave: boolean;
    suggested: { recipient: string; phone: string };
    changeAddress: (previous: ActionState, form: FormData) => Promise<ActionState>;
  };
  /** The order may no longer be what the page shows. */
  onRefused: () => void;
};

/** Where an order goes, and until it is packed the way to send it elsewhere. */
export function OrderAddress({ order, ...props }: OrderAddressProps) {
  const t = useTranslations('orders.address');
  const [open, setOpen] = useState(false);
  const { recipient, phone, postalCode, line1, line2 } = order.shippingAddress;
  const done = () => {
    setOpen(false);
    toast.success(t('changed'));
  };
  return (
    <div className="grid gap-4">
      <address className="grid gap-0.5 text-[0.9375rem] not-italic [overflow-wrap:anywhere]">
        <span className="font-medium">{recipient}</span>
        <span className="text-muted text-sm tabular-nums">{phone}</span>
        <span className="mt-1 text-sm">
          <span className="text-faint tabular-nums">[{postalCode}]</span> {line1} {line2}
        </span>
      </address>
      <Dialog open={open} onOpenChange={setOpen}>
        {order.allowedActions.includes('changeAddress') && (
          <DialogTrigger asChild>
            <Button variant="outline" size="sm" className="justify-self-start max-sm:w-full">
              {t('change')}
            </Button>
          </DialogTrigger>
        )}
        <DialogContent title={t('change')} description={t('until')}>
          <OrderAddressForm orderId={order.id} {...props} onDone={done} />
        </DialogContent>
      </Dialog>
    </div>
  );
}

type OrderAddressFormProps = Omit<OrderAddressProps, 'order'> & { orderId: string; onDone: () => void };

function OrderAddressForm({ orderId, offer, onRefused, onDone }: OrderAddressFormProps) {
  const t = useTranslations('orders.address');
  const { changeAddress, ...choice } = offer;
  const [state, action] = useActionState(changeAddress, { status: 'idle' });
  const { formRef, errorAt, typed, refusal } = useFormFailure(state);
  const isFixed = state.status === 'failed' && state.error.code === 'order.addressFixed';
  const tell = useEffectEvent(() => {
    if (state.status === 'done') onDone();
    if (isFixed) onRefused();
  });
  useEffect(() => {
    if (state.status !== 'idle') tell();
  }, [state]);
  return (
    <form ref={formRef} action={action} noValidate className="grid gap-5">
      <input type="hidden" name="orderId" value={orderId} />
      {refusal && (
        <Notice tone="danger" title={isFixed ? t('fixed') : refusal.title}>
          {isFixed ? t('fixedBody') : refusal.body}
        </Notice>
      )}
      <CheckoutAddress {...choice} errorAt={errorAt} typed={typed} />
      <SubmitButton wide>{t('submit')}</SubmitButton>
    </form>
  );
}
