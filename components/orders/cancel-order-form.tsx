'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { failureOf } from '@/components/queries/api-client';
import { type Canceller, useCancellationPreview, useCancelOrder } from '@/components/queries/cancellations';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
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
  onDone: () => void;
};

/** What, why, and how much it gives back. What is confirmed is the amount on the screen: another one is refused and asked about again. */
export function CancelOrderForm({ order, by, onChanged, onDone }: CancelOrderFormProps) {
  const t = useTranslations('cancellation');
  const locale = useLocale();
  const [isPart, setIsPart] = useState(false);
  const [chosen, setChosen] = useState<ChosenUnits>({});
  const [reason, setReason] = useState('');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const isPaid = order.paidAt !== null;
  const canBePart = isPaid && sumOf(order.lines.map(unitsLeft)) > 1;
  const lines = canBePart && isPart ? chosenLines(order, chosen) : undefined;
  const preview = useCancellationPreview({ by, order, lines });
  const cancel = useCancelOrder({
    by,
    orderId: order.id,
    onCancelled: (refundWon) => {
      toast.success(refundWon > 0 ? t(`done.${by}`, { won: formatWon(refundWon, locale) }) : t('done.nothing'));
      onChanged();
      onDone();
    },
  });
  const refusal = useCancelRefusal(cancel.isError ? failureOf(cancel.error) : preview.failure);
  useReadAnew({ refused: cancel.error, readAnew: () => [onChanged(), preview.refetch()] });

  const forgetRefusal = () => {
    if (cancel.isError) cancel.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = reason.trim();
    setIsReasonMissing(!words);
    if (!words) focusReason(event.currentTarget);
    else if (preview.current && !cancel.isPending) {
      cancel.mutate({ lines, reason: words, expectedRefundWon: preview.current.refundWon });
    }
  };
  const refundWon = preview.current?.refundWon ?? preview.shown?.refundWon ?? 0;
  const isNothingChosen = lines?.length === 0;
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      {canBePart && (
        <RadioGroup
          label={t('what')}
          value={isPart ? 'part' : 'all'}
          onValueChange={(value) => {
            setIsPart(value === 'part');
            forgetRefusal();
          }}
          className="grid-cols-2"
        >
          <RadioCard value="all" label={t('all')} />
          <RadioCard value="part" label={t('part')} />
        </RadioGroup>
      )}
      {lines && (
        <CancelUnits
          lines={order.lines.filter((line) => unitsLeft(line) > 0)}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            forgetRefusal();
          }}
        />
      )}
      <CancelReason
        by={by}
        isMissing={isReasonMissing}
        onChange={(next) => {
          setReason(next);
          setIsReasonMissing(false);
        }}
      />
      <div className="-bottom-5 -mx-6 -mb-5 sticky z-1 grid gap-4 border-t bg-raised px-6 py-4">
        {refusal && <Notice tone={refusal.tone}>{refusal.text}</Notice>}
        {isPaid && !isNothingChosen && !preview.failure && (
          <RefundPreview
            preview={preview.shown}
            isCounting={preview.current === null}
            keepsShipping={lines !== undefined && order.totals.shippingWon > 0}
          />
        )}
        <Button
          type="submit"
          variant="danger"
          wide
          loading={cancel.isPending || (preview.current === null && !preview.failure)}
          disabledReason={isNothingChosen ? t('chooseUnits') : preview.failure ? t('cannotNow') : null}
        >
          {isPaid && refundWon > 0 ? t(`confirm.${by}`, { won: formatWon(refundWon, locale) }) : t('confirm.nothing')}
        </Button>
      </div>
    </form>
  );
}

/** A refusal was judged by a newer order than the page shows. */
function useReadAnew({ refused, readAnew }: { refused: unknown; readAnew: () => void }) {
  const read = useEffectEvent(readAnew);
  useEffect(() => {
    if (refused) read();
  }, [refused]);
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
