'use client';

import { useTranslations } from 'next-intl';
import { useActionState, useEffect } from 'react';
import { toast } from 'sonner';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Me } from '@/lib/identity/model';
import { saveProfile } from './identity-actions';
import { useFormFailure } from './use-form-failure';

export function ProfileForm({ user }: { user: Me }) {
  const t = useTranslations('account');
  const common = useTranslations('common.actions');
  const [state, action] = useActionState(saveProfile, { status: 'idle' });
  const { formRef, errorAt, refusal, typed } = useFormFailure(state);
  useEffect(() => {
    if (state.status === 'done') toast.success(t('profile.saved'));
  }, [state, t]);

  return (
    <form ref={formRef} action={action} noValidate className="grid gap-5">
      {refusal && (
        <Notice tone="danger" title={refusal.title}>
          {refusal.body}
        </Notice>
      )}
      <Field label={t('fields.email.label')} hint={t('profile.emailHint')}>
        <Input value={user.email} readOnly autoComplete="username" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('fields.name.label')} error={errorAt('name')} required>
          <Input name="name" autoComplete="name" maxLength={80} defaultValue={typed('name') ?? user.name} />
        </Field>
        <Field label={t('fields.phone.label')} error={errorAt('phone')} optional>
          <Input
            name="phone"
            type="tel"
            autoComplete="tel"
            maxLength={30}
            defaultValue={typed('phone') ?? user.phone ?? ''}
          />
        </Field>
      </div>
      <Checkbox
        name="cartReminders"
        label={t('profile.cartReminders')}
        hint={t('profile.cartRemindersHint')}
        defaultChecked={user.cartReminders}
      />
      <Checkbox
        name="couponReminders"
        label={t('profile.couponReminders')}
        hint={t('profile.couponRemindersHint')}
        defaultChecked={user.couponReminders}
      />
      <SubmitButton className="justify-self-start max-sm:w-full">{common('save')}</SubmitButton>
    </form>
  );
}
