'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { formatWon } from '@/lib/shared/money';
import { useRefusalText } from './use-refusal-text';
import type { TopUp } from './use-top-up';

/** Amounts at one tap. */
const presetsWon = [10_000, 50_000, 100_000];

type TopUpFormProps = {
  topUp: TopUp;
  /** What the form starts with: the shortfall, where something is to be paid. */
  suggestedWon?: number;
};

/** Money into the wallet, through the payment provider. Give it another key to start it again. */
export function TopUpForm({ topUp, suggestedWon }: TopUpFormProps) {
  const { state, action, key } = topUp;
  const t = useTranslations('checkout.topUp');
  const locale = useLocale();
  const [amount, setAmount] = useState(suggestedWon === undefined ? '' : withCommas(String(suggestedWon)));
  const bounds = { min: formatWon(topUp.minWon, locale), max: formatWon(topUp.maxWon, locale) };
  const refusal = useAmountError(state, bounds);
  // A refusal speaks of the amount that was sent, not of the next one.
  const answer = state.status === 'failed' && withCommas(state.typed.amountWon ?? '') === amount ? refusal : null;
  // Nothing is wrong with the amount: whether it is paid is being checked.
  const isChecked = state.status === 'failed' && state.error.code === 'payment.pending';
  const error = isChecked ? null : answer;
  return (
    <form action={action} noValidate className="grid gap-3">
      <input type="hidden" name="key" value={key} />
      <Field label={t('amount')} hint={t('hint', bounds)} error={error} required>
        <Input
          name="amountWon"
          inputMode="numeric"
          autoComplete="off"
          placeholder="10,000"
          maxLength={12}
          value={amount}
          onChange={(event) => setAmount(withCommas(event.target.value))}
          after={<span className="pr-2">{t('unit')}</span>}
        />
      </Field>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(4.75rem,1fr))] gap-1.5">
        {presetsWon.map((won) => (
          <Button
            key={won}
            variant="outline"
            size="xs"
            className="px-1"
            aria-label={t('addAmount', { won: formatWon(won, locale) })}
            onClick={() => setAmount(withCommas(String(wonOf(amount) + won)))}
          >
            +{formatWon(won, locale)}
          </Button>
        ))}
      </div>
      {isChecked && answer && <Notice tone="info">{answer}</Notice>}
      <SubmitButton wide className="mt-1">
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

/** Whatever is refused has to do with the amount, and stands at its field. */
function useAmountError(state: TopUp['state'], bounds: { min: string; max: string }): string | null {
  const t = useTranslations('checkout.topUp');
  const refusalText = useRefusalText();
  if (state.status !== 'failed') return null;
  return state.error.code === 'http.badInput' ? t('wrong', bounds) : refusalText(state.error);
}

/** `10000` → `10,000`, while it is typed. */
function withCommas(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 9);
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function wonOf(text: string): number {
  return Number(text.replace(/\D/g, ''));
}
