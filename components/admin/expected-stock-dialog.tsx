'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState, useEffect, useEffectEvent, useState } from 'react';
import { toast } from 'sonner';
import { stockKey } from '@/components/queries/stock';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { noteLengthMax, type StockRow } from '@/lib/inventory/model';
import { expectStockByForm } from './expected-stock-actions';
import { optionsText } from './stock-words';

type ExpectedStockDialogProps = {
  stock: Pick<StockRow, 'variantId' | 'productName' | 'options' | 'sku'>;
  suggestedUnits?: number;
  /** What opens it. */
  children: ReactNode;
};

/** Notes units that were ordered from a supplier. */
export function ExpectedStockDialog({ stock, suggestedUnits = 0, children }: ExpectedStockDialogProps) {
  const t = useTranslations('admin.reorder.expect');
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const noted = () => {
    setOpen(false);
    toast.success(t('done'));
    queries.invalidateQueries({ queryKey: stockKey });
  };
  const what = [stock.productName, optionsText(stock.options)].filter(Boolean).join(' · ');
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('title')} description={`${what} (${stock.sku})`} size="sm">
        <ExpectForm variantId={stock.variantId} suggestedUnits={suggestedUnits} onNoted={noted} />
      </DialogContent>
    </Dialog>
  );
}

type ExpectFormProps = { variantId: string; suggestedUnits: number; onNoted: () => void };

function ExpectForm({ variantId, suggestedUnits, onNoted }: ExpectFormProps) {
  const t = useTranslations('admin.reorder.expect');
  const [state, action] = useActionState(expectStockByForm, { status: 'idle' });
  const [expectedId] = useState(() => crypto.randomUUID());
  const tellNoted = useEffectEvent(onNoted);
  useEffect(() => {
    if (state.status === 'done') tellNoted();
  }, [state]);
  const failure = state.status === 'failed' ? state : null;
  const isUnitsWrong = failure?.fields.some(({ path }) => path === 'units') ?? false;
  return (
    <form action={action} noValidate className="grid gap-5">
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="expectedId" value={expectedId} />
      {failure && !isUnitsWrong && <Notice tone="danger">{t('refused')}</Notice>}
      <Field label={t('units')} error={isUnitsWrong ? t('unitsWrong') : null} required>
        <Input
          name="units"
          inputMode="numeric"
          autoComplete="off"
          maxLength={7}
          defaultValue={failure?.typed.units ?? (suggestedUnits > 0 ? suggestedUnits : '')}
        />
      </Field>
      <Field label={t('expectedAt')} optional>
        <Input name="expectedAt" type="date" defaultValue={failure?.typed.expectedAt} />
      </Field>
      <Field label={t('note')} hint={t('noteHint')} optional>
        <Input name="note" autoComplete="off" maxLength={noteLengthMax} defaultValue={failure?.typed.note} />
      </Field>
      <SubmitButton wide>{t('submit')}</SubmitButton>
    </form>
  );
}
