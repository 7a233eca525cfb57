'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { toast } from 'sonner';
import { stockKey } from '@/components/queries/stock';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { ActionState } from '@/lib/http/define-action';
import { type ManualReason, noteLengthMax, type StockRow } from '@/lib/inventory/model';
import { moveStockByForm } from './stock-actions';
import { deltaOf } from './stock-delta';
import { signed } from './stock-signed';
import { optionsText } from './stock-words';

/** What comes, what goes, and what was found. */
const reasons: ManualReason[] = ['RECEIVE', 'RETURN', 'DAMAGE', 'ADJUST'];

type StockMoveDialogProps = {
  stock: StockRow;
  /** What opens it. */
  children: ReactNode;
};

/** Receives, takes back, writes off or corrects units of one variant, with a look at what it will leave. */
export function StockMoveDialog({ stock, children }: StockMoveDialogProps) {
  const t = useTranslations('admin.stock.move');
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const moved = () => {
    setOpen(false);
    toast.success(t('done'));
    queries.invalidateQueries({ queryKey: stockKey });
  };
  const what = [stock.productName, optionsText(stock.options)].filter(Boolean).join(' · ');
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('title')} description={`${what} (${stock.sku})`}>
        <MoveForm stock={stock} onMoved={moved} />
      </DialogContent>
    </Dialog>
  );
}

function MoveForm({ stock, onMoved }: { stock: StockRow; onMoved: () => void }) {
  const t = useTranslations('admin.stock');
  const [state, action, isPending] = useActionState(moveStockByForm, { status: 'idle' });
  const [reason, setReason] = useState<ManualReason>('RECEIVE');
  const [typedUnits, setTypedUnits] = useState('');
  const [note, setNote] = useState('');
  const [movementId] = useState(() => crypto.randomUUID());
  const queries = useQueryClient();
  const tellMoved = useEffectEvent(onMoved);
  useEffect(() => {
    if (state.status === 'done') tellMoved();
    // Whatever was refused, it was judged by newer numbers than these may be.
    if (state.status === 'failed') queries.invalidateQueries({ queryKey: stockKey });
  }, [state, queries]);

  // Not the form's `action`: React empties such a form after each answer, and a refusal must keep what was typed.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isPending) startTransition(() => action(form));
  };
  const units = /^\d{1,9}$/.test(typedUnits.trim()) ? Number(typedUnits) : null;
  const errorAtUnits = useUnitsError(state, typedUnits);
  const isRefused = state.status === 'failed' && errorAtUnits === null;
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <input type="hidden" name="variantId" value={stock.variantId} />
      <input type="hidden" name="movementId" value={movementId} />
      <input type="hidden" name="shownUnits" value={stock.onHandUnits} />
      {isRefused && <Notice tone="danger">{t('move.refused')}</Notice>}
      <RadioGroup
        label={t('move.reason')}
        name="reason"
        value={reason}
        onValueChange={(value) => setReason(value as ManualReason)}
        className="grid-cols-2"
      >
        {reasons.map((one) => (
          <RadioCard key={one} value={one} label={t(`reason.${one}`)} hint={t(`move.hint.${one}`)} />
        ))}
      </RadioGroup>
      <Field
        label={reason === 'ADJUST' ? t('move.counted') : t('move.units')}
        hint={t('move.onHand', { onHand: stock.onHandUnits, reserved: stock.reservedUnits })}
        error={errorAtUnits}
        required
      >
        <Input
          name="units"
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          value={typedUnits}
          onChange={(event) => setTypedUnits(event.target.value)}
        />
      </Field>
      <Field label={t('move.note')} hint={t('move.noteHint')} optional>
        <Input
          name="note"
          autoComplete="off"
          maxLength={noteLengthMax}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <Preview
        stock={stock}
        deltaUnits={units === null ? null : deltaOf({ reason, units, shownUnits: stock.onHandUnits })}
      />
      <Button type="submit" wide loading={isPending}>
        {t('move.submit')}
      </Button>
    </form>
  );
}

/** `12 → 20 (+8)`, or what keeps it from being done. */
function Preview({ stock, deltaUnits }: { stock: StockRow; deltaUnits: number | null }) {
  const t = useTranslations('admin.stock.move');
  const { onHandUnits } = stock;
  return (
    <p aria-live="polite" className="flex items-baseline justify-between gap-4 rounded-md bg-sunken px-4 py-3 text-sm">
      <span className="text-muted">{t('after')}</span>
      <span className="tabular-nums">
        {onHandUnits.toLocaleString('en-US')}
        {deltaUnits !== null && deltaUnits !== 0 && (
          <>
            {' → '}
            <strong className="font-semibold">{(onHandUnits + deltaUnits).toLocaleString('en-US')}</strong>
            <span className="ml-2 text-muted">({signed(deltaUnits)})</span>
          </>
        )}
      </span>
    </p>
  );
}

/** What is wrong with the units, until they are typed anew. */
function useUnitsError(state: ActionState<unknown>, typedUnits: string): string | null {
  const t = useTranslations('admin.stock.move');
  if (state.status !== 'failed' || state.typed.units !== typedUnits) return null;
  const { error, fields } = state;
  if (error.code === 'inventory.negative') return t('negative', { reserved: error.reservedUnits });
  if (error.code === 'inventory.changedMeanwhile') return t('changedMeanwhile', { onHand: error.onHandUnits });
  if (error.code === 'inventory.onHandLimit') return t('tooMany', { limit: error.limitUnits });
  if (!fields.some((field) => field.path === 'units')) return null;
  return /^\d+$/.test(typedUnits.trim()) ? t('unitsChangeNothing') : t('unitsWrong');
}
