'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { reasonMax } from '@/lib/coupons/admin-model';

type ReasonFormProps = {
  /** What will happen. */
  hint: string;
  submitLabel: string;
  tone?: 'danger' | 'primary';
  onSubmit: (reason: string) => Promise<void>;
};

/** Something that is done with a reason, which whoever it is done to may be told. */
export function ReasonForm({ hint, submitLabel, tone = 'danger', onSubmit }: ReasonFormProps) {
  const t = useTranslations('admin.coupons.reason');
  const [reason, setReason] = useState('');
  const [isBlamed, setBlamed] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const isMissing = reason.trim() === '';
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault();
        setBlamed(isMissing);
        if (isMissing || isWorking) return;
        setWorking(true);
        await onSubmit(reason.trim()).finally(() => setWorking(false));
      }}
    >
      <Field label={t('label')} hint={hint} error={isBlamed && isMissing ? t('missing') : null} required>
        <Input
          value={reason}
          maxLength={reasonMax}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Button type="submit" variant={tone} loading={isWorking}>
        {submitLabel}
      </Button>
    </form>
  );
}
