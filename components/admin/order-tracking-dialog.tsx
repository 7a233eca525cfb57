'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/http/define-action';
import type { AppError } from '@/lib/http/errors';
import { carrierCodes, carriers } from '@/lib/orders/carriers';
import type { AdminOrderView, OrderStatus } from '@/lib/orders/model';
import { useTransitionRefusal } from './use-transition-refusal';

/** Refusals that say that somebody else moved the order. */
const movedCodes: AppError['code'][] = ['order.transitionNotAllowed', 'order.notShipped'];

export type OrderAction = (previous: ActionState<OrderStatus>, form: FormData) => Promise<ActionState<OrderStatus>>;

type OrderTrackingDialogProps = {
  order: Pick<AdminOrderView, 'id' | 'tracking'>;
  /** Ships the order, with its parcel's number where there is one already; or says or corrects the number of one that is on its way. */
  purpose: 'ship' | 'change';
  save: OrderAction;
  /** What opens it. */
  children: ReactNode;
};

export function OrderTrackingDialog({ order, purpose, save, children }: OrderTrackingDialogProps) {
  const t = useTranslations('admin.orders.tracking');
  const [open, setOpen] = useState(false);
  const reasonOf = useTransitionRefusal();
  const router = useRouter();
  const close = (movedMeanwhile: AppError | null) => {
    setOpen(false);
    if (movedMeanwhile) toast.error(reasonOf(movedMeanwhile));
    else toast.success(t(`${purpose}.done`));
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t(`${purpose}.title`)} description={t(`${purpose}.lead`)} size="sm">
        <TrackingForm order={order} purpose={purpose} save={save} onSettled={close} />
      </DialogContent>
    </Dialog>
  );
}

type TrackingFormProps = Omit<OrderTrackingDialogProps, 'children'> & {
  /** It is done, or can't be any more because somebody moved the order. */
  onSettled: (movedMeanwhile: AppError | null) => void;
};

function TrackingForm({ order: { id, tracking }, purpose, save, onSettled }: TrackingFormProps) {
  const t = useTranslations('admin.orders.tracking');
  const locale = useLocale();
  const reasonOf = useTransitionRefusal();
  const [state, action] = useActionState(save, { status: 'idle' });
  const settle = useEffectEvent(onSettled);
  useEffect(() => {
    if (state.status === 'done') settle(null);
    if (state.status === 'failed' && movedCodes.includes(state.error.code)) settle(state.error);
  }, [state]);
  const failure = state.status === 'failed' ? state : null;
  const isWrong = failure?.fields.some(({ path }) => path === 'number');
  return (
    <form action={action} noValidate className="grid gap-5">
      <input type="hidden" name="orderId" value={id} />
      {purpose === 'ship' && <input type="hidden" name="to" value="SHIPPED" />}
      {failure && !isWrong && <Notice tone="danger">{reasonOf(failure.error)}</Notice>}
      <Field label={t('carrier')}>
        <Select name="carrier" defaultValue={failure?.typed.carrier ?? tracking?.carrier ?? carrierCodes[0]}>
          {carrierCodes.map((code) => (
            <option key={code} value={code}>
              {carriers[code].name[locale]}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t('number')}
        hint={t(`${purpose}.hint`)}
        error={isWrong ? t('numberWrong') : null}
        optional={purpose === 'ship'}
        required={purpose === 'change'}
      >
        <Input
          name="number"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={60}
          defaultValue={failure?.typed.number ?? tracking?.number ?? ''}
        />
      </Field>
      <SubmitButton wide>{t(`${purpose}.submit`)}</SubmitButton>
    </form>
  );
}
