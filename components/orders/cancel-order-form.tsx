'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { toast } from 'sonner';
import { failureOf } from '@/components/queries/api-client';
import { type Canceller, useCancellationPreview, useCancelOrder } from '@/components/queries/cancellations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { AppError } from '@/lib/http/errors';
import type { OrderView } from '@/lib/orders/model';
import { formatWon, sumOf } from '@/lib/shared/money';
import { CancelReason, reasonNames } from './cancel-reason';
import { CancelUnits, type ChosenUnits } from './cancel-units';
import { RefundPreview } from './refund-preview';
import { unitsLeft } from './units-left';
import { useCancelRefusal } from './use-cancel-refusal';

export type CancelOrderFormProps = {
  order: OrderView;
  by: Canceller;
  /** The order is no longer what the page shows: it was cancelled here, or changed elsewhere. */
  onChanged: () => void;
  onDone: (cancelled: OrderView) => void;
};

/** What, why, and how much it gives back. What is confirmed is the amount on the screen: another one is refused and asked about again. */
export function CancelOrderForm({ order, by, onChanged, onDone }: CancelOrderFormProps) {
  const t = useTranslations('cancellation');
  const [isPart, setIsPart] = useState(false);
  const [chosen, setChosen] = useState<ChosenUnits>({});
  const [reason, setReason] = useState('');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  // The second of two presses comes before the first has been rendered.
  const isSending = useRef(false);
  const isPaid = order.paidAt !== null;
  const canBePart = isPaid && sumOf(order.lines.map(unitsLeft)) > 1;
  const lines = isPart ? chosenLines(order, chosen) : undefined;
  const preview = useCancellationPreview({ by, order, lines });
  const cancel = useConfirmedCancellation({ order, by, onChanged, onDone, preview });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = reason.trim();
    setIsReasonMissing(!words);
    if (!words) focusReason(event.currentTarget);
    else if (preview.current && !isSending.current) {
      isSending.current = true;
      const settled = () => {
        isSending.current = false;
      };
      const { refundWon: expectedRefundWon } = preview.current;
      cancel.mutate({ lines, reason: words, expectedRefundWon }, { onSettled: settled });
    }
  };
  const choosePart = (wanted: boolean) => {
    setIsPart(wanted);
    cancel.forgetRefusal();
  };
  const chooseUnits = (units: ChosenUnits) => {
    setChosen(units);
    cancel.forgetRefusal();
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {canBePart && (
        <RadioGroup
          label={t('what')}
          value={isPart ? 'part' : 'all'}
          onValueChange={(value) => choosePart(value === 'part')}
          className="grid-cols-2"
        >
          <RadioCard value="all" label={t('all')} />
          <RadioCard value="part" label={t('part')} />
        </RadioGroup>
      )}
      {isPart && (
        <CancelUnits lines={order.lines.filter((line) => unitsLeft(line) > 0)} chosen={chosen} onChange={chooseUnits} />
      )}
      <CancelReason
        by={by}
        isMissing={isReasonMissing}
        onChange={(next) => {
          setReason(next);
          setIsReasonMissing(false);
        }}
      />
      <Confirmation
        {...{ by, isPaid, preview }}
        // What the order says now is newer than an answer to a press, which may have got lost.
        failure={preview.failure ?? (cancel.isError ? failureOf(cancel.error) : null)}
        isWorking={cancel.isPending}
        isNothingChosen={lines?.length === 0}
        keepsShipping={isPart && order.totals.shippingWon > 0}
      />
    </form>
  );
}

type Preview = ReturnType<typeof useCancellationPreview>;

/** The cancellation with what comes after it: a word about it, and after a refusal, which a newer order than this one met, the truth. */
function useConfirmedCancellation({
  order,
  by,
  onChanged,
  onDone,
  preview,
}: CancelOrderFormProps & { preview: Preview }) {
  const t = useTranslations('cancellation');
  const locale = useLocale();
  const cancel = useCancelOrder({
    by,
    orderId: order.id,
    onCancelled: ({ refundWon, order: cancelled }) => {
      toast.success(refundWon > 0 ? t(`done.${by}`, { won: formatWon(refundWon, locale) }) : t('done.nothing'));
      onChanged();
      onDone(cancelled);
    },
    onRefused: () => {
      onChanged();
      void preview.refetch();
    },
  });
  const forgetRefusal = () => {
    if (cancel.isError) cancel.reset();
  };
  return { ...cancel, forgetRefusal };
}

type ConfirmationProps = {
  by: Canceller;
  isPaid: boolean;
  preview: Preview;
  failure: AppError | null;
  isWorking: boolean;
  isNothingChosen: boolean;
  keepsShipping: boolean;
};

/** The amount and the button that agrees to it, in sight however long the form is; on low screens they would cover the form. */
function Confirmation({ by, isPaid, preview, failure, isWorking, isNothingChosen, keepsShipping }: ConfirmationProps) {
  const t = useTranslations('cancellation');
  const tActions = useTranslations('common.actions');
  const locale = useLocale();
  const refusal = useCancelRefusal(failure);
  const isCounting = preview.current === null && !preview.failure;
  const refundWon = isNothingChosen ? 0 : (preview.shown?.refundWon ?? 0);
  // What the order itself refuses, it refuses again.
  const again = preview.failure && !preview.failure.code.startsWith('order.') && (
    <Button variant="secondary" size="xs" onClick={() => void preview.refetch()}>
      {tActions('retry')}
    </Button>
  );
  const whyNot = preview.failure ? t('cannotNow') : null;
  return (
    <div className="-bottom-5 -mx-6 -mb-5 z-1 grid gap-4 border-t bg-raised px-6 py-4 sm:rounded-b-xl [@media(min-height:44rem)]:sticky">
      {refusal && (
        <Notice tone={refusal.tone} action={again}>
          {refusal.text}
        </Notice>
      )}
      {isPaid && !isNothingChosen && !preview.failure && (
        <RefundPreview preview={preview.shown} isCounting={isCounting} keepsShipping={keepsShipping} />
      )}
      <Button
        type="submit"
        variant="danger"
        wide
        loading={isWorking || isCounting}
        disabledReason={isNothingChosen ? t('chooseUnits') : whyNot}
      >
        {refundWon > 0 ? t(`confirm.${by}`, { won: formatWon(refundWon, locale) }) : t('confirm.nothing')}
      </Button>
    </div>
  );
}

/** The order may have fewer units left than when they were chosen. */
function chosenLines({ lines }: OrderView, chosen: ChosenUnits) {
  return lines.flatMap((line) => {
    const quantity = Math.min(chosen[line.id] ?? 0, unitsLeft(line));
    return quantity > 0 ? [{ lineId: line.id, quantity }] : [];
  });
}

/** To the words when they are what is missing, else to the choice. */
function focusReason({ elements }: HTMLFormElement): void {
  const missing = elements.namedItem(reasonNames.words) ?? elements.namedItem(reasonNames.choice);
  if (missing instanceof HTMLElement) missing.focus();
}
