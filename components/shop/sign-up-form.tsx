'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { signUp } from './identity-actions';
import { useFormFailure } from './use-form-failure';

export function SignUpForm({ callbackUrl }: { callbackUrl: string }) {
  const t = useTranslations('account');
  const [state, action] = useActionState(signUp, { status: 'idle' });
  const { formRef, errorAt, refusal, typed } = useFormFailure(state);
  // The server never sends a password back, so the page keeps it while the form is corrected.
  const [password, setPassword] = useState('');

  return (
    <form ref={formRef} action={action} noValidate className="grid gap-5">
      {refusal && (
        <Notice tone="danger" title={refusal.title}>
          {refusal.body}
        </Notice>
      )}
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Field label={t('fields.email.label')} error={errorAt('email')} required>
        <Input
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          maxLength={254}
          defaultValue={typed('email')}
        />
      </Field>
      <Field label={t('fields.password.label')} hint={t('fields.password.hint')} error={errorAt('password')} required>
        <PasswordInput
          name="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Field label={t('fields.name.label')} error={errorAt('name')} required>
        <Input name="name" autoComplete="name" maxLength={80} defaultValue={typed('name')} />
      </Field>
      <Field label={t('fields.phone.label')} hint={t('fields.phone.hint')} error={errorAt('phone')} optional>
        <Input name="phone" type="tel" autoComplete="tel" maxLength={30} defaultValue={typed('phone')} />
      </Field>
      <SubmitButton size="lg" wide>
        {t('signUp.submit')}
      </SubmitButton>
    </form>
  );
}
