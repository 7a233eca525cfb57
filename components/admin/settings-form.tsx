'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { Card, CardSection } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import type { ActionState } from '@/lib/http/define-action';
import type { SettingName, SettingsView } from '@/lib/settings/model';
import { saveSettings } from './settings-actions';

const groups = [
  { title: 'shipping', names: ['shippingFeeWon', 'freeShippingFromWon'] },
  { title: 'orders', names: ['paymentHoldMinutes', 'cancelWindowMinutes'] },
  { title: 'carts', names: ['cartLifetimeHours'] },
] as const satisfies { title: string; names: SettingName[] }[];

type SettingsFormProps = {
  settings: SettingsView;
  /** The least and the most that each may be. */
  bounds: Record<SettingName, { min: number; max: number }>;
};

export function SettingsForm({ settings, bounds }: SettingsFormProps) {
  const t = useTranslations('admin.settings');
  const common = useTranslations('common.actions');
  const router = useRouter();
  const formRef = useRef<HTMLFormElement>(null);
  const [state, save, isSaving] = useActionState<ActionState, FormData>(async (previous, form) => {
    const next = await saveSettings(previous, form);
    if (next.status === 'done') toast.success(t('saved'));
    return next;
  }, idle);
  const failure = state.status === 'failed' ? state : null;
  useEffect(() => {
    if (state.status === 'failed') formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  // A form's own action would empty the fields of what was typed.
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isSaving) startTransition(() => save(form));
  };
  return (
    <form ref={formRef} onSubmit={submit} noValidate className="grid max-w-2xl gap-5">
      <input type="hidden" name="version" value={settings.version} />
      {failure && failure.fields.length === 0 && (
        <Notice
          tone="danger"
          action={
            failure.error.code === 'settings.changed' && (
              <Button size="sm" variant="secondary" onClick={() => router.refresh()}>
                {t('showPresent')}
              </Button>
            )
          }
        >
          {t(failure.error.code === 'settings.changed' ? 'changed' : 'failed')}
        </Notice>
      )}
      <Card>
        {groups.map(({ title, names }) => (
          <CardSection key={title} title={t(`groups.${title}`)} description={t(`notes.${title}`)}>
            <div className="grid items-start gap-5 sm:grid-cols-2">
              {names.map((name) => (
                <Field
                  key={name}
                  label={t(`fields.${name}`)}
                  hint={t(`hints.${name}`)}
                  error={failure?.fields.some(({ path }) => path === name) ? t('wrong', bounds[name]) : null}
                  required
                >
                  <Input
                    name={name}
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={9}
                    defaultValue={settings[name]}
                    after={<span className="pr-2">{t(`units.${name}`)}</span>}
                  />
                </Field>
              ))}
            </div>
          </CardSection>
        ))}
      </Card>
      <Button type="submit" loading={isSaving} className="justify-self-start">
        {common('save')}
      </Button>
    </form>
  );
}

const idle: ActionState = { status: 'idle' };
