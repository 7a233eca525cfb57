'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { cn } from './cn';

type QuantityStepperProps = {
  value: number;
  onChange: (quantity: number) => void;
  min?: number;
  max: number;
  /** What is counted, for screen readers. */
  label?: string;
  name?: string;
  size?: 'sm' | 'md';
  disabled?: boolean;
};

/** A number with − and +. Typing is free; what is out of bounds is brought back when the field is left. */
export function QuantityStepper({
  value,
  onChange,
  min = 1,
  max,
  label,
  name,
  size = 'md',
  disabled = false,
}: QuantityStepperProps) {
  const t = useTranslations('common.ui');
  const [text, setText] = useState(String(value));
  const limitId = useId();
  useEffect(() => setText(String(value)), [value]);

  // What the field shows is what a press counts from: `value` may follow a moment later.
  const shown = text === '' ? value : Number(text);
  const settle = (wanted: number, from = value) => {
    const bounded = Math.min(max, Math.max(min, wanted));
    setText(String(bounded));
    if (bounded !== from) onChange(bounded);
  };
  const step = cn(
    'grid place-items-center text-muted transition-colors hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:text-line max-md:size-11',
    size === 'sm' ? 'size-9' : 'size-11',
  );
  const stepButton = (sign: 1 | -1) => {
    const blocked = disabled || (sign === 1 ? shown >= max : shown <= min);
    return (
      <button
        type="button"
        aria-label={t(sign === 1 ? 'increase' : 'decrease')}
        aria-disabled={blocked || undefined}
        aria-describedby={sign === 1 && blocked ? limitId : undefined}
        onClick={() => !blocked && settle(shown + sign, shown)}
        className={cn(step, 'rounded-md')}
      >
        {sign === 1 ? <Plus aria-hidden className="size-4" /> : <Minus aria-hidden className="size-4" />}
      </button>
    );
  };

  return (
    <fieldset
      className="inline-flex w-fit items-center rounded-md border border-line bg-surface"
      aria-label={label ?? t('quantity')}
    >
      {stepButton(-1)}
      <input
        name={name}
        inputMode="numeric"
        pattern="[0-9]*"
        autoComplete="off"
        aria-label={label ?? t('quantity')}
        disabled={disabled}
        value={text}
        onChange={(event) => setText(wholeNumber(event.target.value))}
        onBlur={() => settle(shown)}
        onKeyDown={(event) => event.key === 'Enter' && settle(shown)}
        className={cn(
          'w-9 rounded-xs bg-transparent text-center font-semibold text-base tabular-nums md:text-[0.9375rem] max-md:h-11',
          size === 'sm' ? 'h-9' : 'h-11',
        )}
      />
      {stepButton(1)}
      <span id={limitId} hidden>
        {t('quantityMax', { max })}
      </span>
    </fieldset>
  );
}

/** What was typed or pasted as whole units: digits of any width, and of 1.5 the 1. */
function wholeNumber(typed: string): string {
  const [units = ''] = typed.normalize('NFKC').split(/[.,]/);
  return units.replace(/\D/g, '').slice(0, 4);
}
