'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useEffectEvent } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AddressView } from '@/lib/identity/model';
import { saveAddress } from './identity-actions';
import { useFormFailure } from './use-form-failure';

type AddressFormProps = {
  /** The one to change; none adds another. */
  address?: AddressView | undefined;
  /** What a new one starts with, as the member's own name. */
  suggested?: { recipient: string; phone: string } | undefined;
  onSaved: (address: AddressView) => void;
};

export function AddressForm({ address, suggested, onSaved }: AddressFormProps) {
  const common = useTranslations('common.actions');
  const [state, action] = useActionState(saveAddress, { status: 'idle' });
  const { formRef, errorAt, refusal, typed } = useFormFailure(state);
  const tellSaved = useEffectEvent(onSaved);
  useEffect(() => {
    if (state.status === 'done') tellSaved(state.value);
  }, [state]);

  return (
    <form ref={formRef} action={action} noValidate className="grid gap-5">
      {refusal && (
        <Notice tone="danger" title={refusal.title}>
          {refusal.body}
        </Notice>
      )}
      {address && <input type="hidden" name="id" value={address.id} />}
      <AddressFields errorAt={errorAt} typed={typed} start={{ ...suggested, ...address }} />
      <SubmitButton wide>{common('save')}</SubmitButton>
    </form>
  );
}

type AddressField = 'recipient' | 'phone' | 'postalCode' | 'line1' | 'line2';

type AddressFieldsProps = {
  errorAt: (field: AddressField) => string | null;
  /** What was typed before a refusal. */
  typed: (field: AddressField) => string | undefined;
  start: Partial<Record<AddressField, string>>;
};

/** The fields of a delivery address, for any form that asks for one. */
export function AddressFields({ errorAt, typed, start }: AddressFieldsProps) {
  const t = useTranslations('account.fields');
  const value = (field: AddressField) => typed(field) ?? start[field] ?? '';
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('recipient.label')} error={errorAt('recipient')} required>
          <Input name="recipient" autoComplete="name" maxLength={80} defaultValue={value('recipient')} />
        </Field>
        <Field label={t('phone.label')} error={errorAt('phone')} required>
          <Input name="phone" type="tel" autoComplete="tel" maxLength={30} defaultValue={value('phone')} />
        </Field>
      </div>
      <Field label={t('postalCode.label')} error={errorAt('postalCode')} required className="sm:max-w-40">
        <Input
          name="postalCode"
          inputMode="numeric"
          autoComplete="postal-code"
          maxLength={5}
          defaultValue={value('postalCode')}
        />
      </Field>
      <Field label={t('line1.label')} error={errorAt('line1')} required>
        <Input name="line1" autoComplete="address-line1" maxLength={200} defaultValue={value('line1')} />
      </Field>
      <Field label={t('line2.label')} hint={t('line2.hint')} error={errorAt('line2')} optional>
        <Input name="line2" autoComplete="address-line2" maxLength={200} defaultValue={value('line2')} />
      </Field>
    </>
  );
}
