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
import type { StockRow } from '@/lib/inventory/model';
import { setThresholdsByForm } from './stock-actions';

type StockThresholdsDialogProps = {
  stock: StockRow;
  /** What opens it. */
  children: ReactNode;
};

/** Sets where a variant begins to be low, and where it is too much. */
export function StockThresholdsDialog({ stock, children }: StockThresholdsDialogProps) {
  const t = useTranslations('admin.stock.thresholds');
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const saved = () => {
    setOpen(false);
    toast.success(t('done'));
    queries.invalidateQueries({ queryKey: stockKey });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('title')} description={t('lead')} size="sm">
        <ThresholdsForm stock={stock} onSaved={saved} />
      </DialogContent>
    </Dialog>
  );
}

const fieldNames = ['safetyMinUnits', 'safetyMaxUnits'] as const;

function ThresholdsForm({ stock, onSaved }: { stock: StockRow; onSaved: () => void }) {
  const t = useTranslations('admin.stock.thresholds');
  const common = useTranslations('common.actions');
  const [state, action] = useActionState(setThresholdsByForm, { status: 'idle' });
  const tellSaved = useEffectEvent(onSaved);
  useEffect(() => {
    if (state.status === 'done') tellSaved();
  }, [state]);
  const failure = state.status === 'failed' ? state : null;
  const errorAt = (name: (typeof fieldNames)[number]) => {
    if (!failure?.fields.some((field) => field.path === name)) return null;
    const isNumber = /^\d{1,9}$/.test((failure.typed[name] ?? '').trim());
    return isNumber ? t('belowMinimum') : t('wrong');
  };
  return (
    <form action={action} noValidate className="grid gap-5">
      <input type="hidden" name="variantId" value={stock.variantId} />
      {failure && failure.fields.length === 0 && <Notice tone="danger">{t('refused')}</Notice>}
      {fieldNames.map((name) => (
        <Field
          key={name}
          label={t(name)}
          hint={t(`${name}Hint`)}
          error={errorAt(name)}
          optional={name === 'safetyMaxUnits'}
          required={name === 'safetyMinUnits'}
        >
          <Input
            name={name}
            inputMode="numeric"
            autoComplete="off"
            maxLength={9}
            defaultValue={failure?.typed[name] ?? stock[name] ?? ''}
          />
        </Field>
      ))}
      <SubmitButton wide>{common('save')}</SubmitButton>
    </form>
  );
}
