'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { demoSignIns } from '@/lib/identity/demo-sign-ins';
import { signIn } from './identity-actions';
import { useFormFailure } from './use-form-failure';

type SignInFormProps = {
  callbackUrl: string;
  /** Shows the demo's accounts, to sign in with one tap. */
  demo: boolean;
};

export function SignInForm({ callbackUrl, demo }: SignInFormProps) {
  const t = useTranslations('account');
  const [state, action] = useActionState(signIn, { status: 'idle' });
  const { formRef, errorAt, refusal, typed } = useFormFailure(state);
  // The server never sends a password back, so the page keeps it while the form is corrected.
  const [password, setPassword] = useState('');

  return (
    <div className="grid grid-cols-1 gap-8">
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
        <Field label={t('fields.password.label')} error={errorAt('password') && t('fields.password.missing')} required>
          <PasswordInput
            name="password"
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <SubmitButton size="lg" wide>
          {t('signIn.submit')}
        </SubmitButton>
      </form>
      {demo && <DemoSignIns action={action} callbackUrl={callbackUrl} />}
    </div>
  );
}

function DemoSignIns({ action, callbackUrl }: { action: (form: FormData) => void; callbackUrl: string }) {
  const t = useTranslations('account.signIn');
  return (
    <section className="grid grid-cols-1 gap-3 rounded-lg bg-sunken p-5">
      <div>
        <h2 className="font-semibold text-[0.9375rem]">{t('demoTitle')}</h2>
        <p className="text-muted text-sm">{t('demoHint')}</p>
      </div>
      <div className="grid grid-cols-1 gap-2">
        {demoSignIns.map(({ who, email, password }) => (
          <form key={who} action={action}>
            <input type="hidden" name="callbackUrl" value={callbackUrl} />
            <input type="hidden" name="email" value={email} />
            <input type="hidden" name="password" value={password} />
            <SubmitButton variant="outline" wide className="justify-between">
              <span>{t(`demo.${who}`)}</span>
              <span className="truncate font-normal text-faint text-sm">{email}</span>
            </SubmitButton>
          </form>
        ))}
      </div>
    </section>
  );
}
