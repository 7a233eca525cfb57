'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Canceller } from '@/components/queries/cancellations';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { cancelReasonMax } from '@/lib/orders/model';

const ready = {
  CUSTOMER: ['changedMind', 'wrongItem', 'foundElsewhere', 'tooSlow'],
  ADMIN: ['asked', 'outOfStock', 'damaged', 'undeliverable'],
} as const;
const ownWords = 'own';

/** What the form's two fields are called; the second is there only for words of one's own. */
export const reasonNames = { choice: 'reasonChoice', words: 'reasonWords' } as const;

type CancelReasonProps = {
  by: Canceller;
  isMissing: boolean;
  /** In words; empty while there is none. */
  onChange: (reason: string) => void;
};

/** Why: one of the usual reasons, or words of one's own. Both sides read it. */
export function CancelReason({ by, isMissing, onChange }: CancelReasonProps) {
  const t = useTranslations('cancellation.reason');
  const [choice, setChoice] = useState('');
  const [words, setWords] = useState('');
  const isOwn = choice === ownWords;
  const reasons = ready[by].map((name) => ({ name, text: t(`ready.${name}`) }));
  return (
    <div className="grid gap-3">
      <Field label={t('label')} hint={t(`hint.${by}`)} error={isMissing && !isOwn ? t('missing') : null} required>
        <Select
          name={reasonNames.choice}
          value={choice}
          onChange={({ target: { value } }) => {
            setChoice(value);
            onChange(value === ownWords ? words : (reasons.find(({ name }) => name === value)?.text ?? ''));
          }}
        >
          <option value="" disabled>
            {t('choose')}
          </option>
          {reasons.map(({ name, text }) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
          <option value={ownWords}>{t('own')}</option>
        </Select>
      </Field>
      {isOwn && (
        <Field
          label={t('words')}
          hint={t('length', { max: cancelReasonMax })}
          error={isMissing ? t('wordsMissing') : null}
          required
        >
          <Textarea
            name={reasonNames.words}
            rows={2}
            maxLength={cancelReasonMax}
            value={words}
            onChange={({ target: { value } }) => {
              setWords(value);
              onChange(value);
            }}
          />
        </Field>
      )}
    </div>
  );
}
