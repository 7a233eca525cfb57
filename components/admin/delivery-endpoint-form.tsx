'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useEffectEvent, useRef } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { backoffSecondsDefault, deliveryTypes, type EndpointView } from '@/lib/delivery/model';
import type { ActionState } from '@/lib/http/define-action';
import { type SavedEndpoint, saveEndpoint } from './delivery-actions';
import { DeliveryTypeName } from './delivery-words';

type EndpointFormProps = {
  /** The one to change; none makes another. */
  endpoint?: EndpointView | undefined;
  onSaved: (saved: SavedEndpoint) => void;
};

type EndpointField = 'name' | 'url' | 'concurrency' | 'timeoutMs' | 'maxAttempts' | 'backoffSeconds';

const numbers = ['concurrency', 'timeoutMs', 'maxAttempts'] as const;
const startNumbers = { concurrency: 4, timeoutMs: 10_000, maxAttempts: 9 };

export function EndpointForm({ endpoint, onSaved }: EndpointFormProps) {
  const t = useTranslations('admin.deliveries.form');
  const common = useTranslations('common.actions');
  const [state, action] = useActionState(saveEndpoint, { status: 'idle' });
  const { formRef, errorAt, isRefused, startOf, isChecked } = useEndpointForm(state, endpoint);
  const tellSaved = useEffectEvent(onSaved);
  useEffect(() => {
    if (state.status === 'done') tellSaved(state.value);
  }, [state]);
  const advancedFields = [...numbers, 'backoffSeconds'] as const;

  return (
    <form ref={formRef} action={action} noValidate className="grid gap-5">
      {isRefused && (
        <Notice tone="danger" title={t('refused')}>
          {t('refusedBody')}
        </Notice>
      )}
      {endpoint && <input type="hidden" name="id" value={endpoint.id} />}
      <Field label={t('name')} error={errorAt('name')} required>
        <Input name="name" maxLength={80} autoComplete="off" defaultValue={startOf('name')} />
      </Field>
      <Field label={t('url')} hint={t('urlHint')} error={errorAt('url')} required>
        <Input
          name="url"
          type="url"
          inputMode="url"
          maxLength={2000}
          autoComplete="off"
          defaultValue={startOf('url')}
        />
      </Field>
      <fieldset>
        <legend className="font-medium text-sm">{t('types')}</legend>
        <p className="mb-1.5 text-[0.8125rem] text-faint">{t('typesHint')}</p>
        <div className="grid sm:grid-cols-2">
          {deliveryTypes.map((type) => (
            <Checkbox
              key={type}
              name={`type:${type}`}
              defaultChecked={isChecked(type)}
              label={<DeliveryTypeName type={type} />}
            />
          ))}
        </div>
      </fieldset>
      {/* Opened by an error inside, and by people. */}
      <details
        open={advancedFields.some((field) => errorAt(field) !== null) || undefined}
        className="group rounded-md border"
      >
        <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-md px-4 font-medium text-sm [&::-webkit-details-marker]:hidden">
          {t('advanced')}
          <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open:rotate-180" />
        </summary>
        <div className="grid gap-5 px-4 pt-1 pb-5 sm:grid-cols-3">
          {numbers.map((field) => (
            <Field key={field} label={t(field)} error={errorAt(field)}>
              <Input name={field} inputMode="numeric" autoComplete="off" defaultValue={startOf(field)} />
            </Field>
          ))}
          <Field
            label={t('backoffSeconds')}
            hint={t('backoffSecondsHint')}
            error={errorAt('backoffSeconds')}
            className="sm:col-span-3"
          >
            <Input name="backoffSeconds" autoComplete="off" defaultValue={startOf('backoffSeconds')} />
          </Field>
        </div>
      </details>
      <SubmitButton wide>{endpoint ? common('save') : t('create')}</SubmitButton>
    </form>
  );
}

/** What was typed before a refusal, else what the endpoint has, else what a new one starts with; and what was refused, at its field. */
function useEndpointForm(state: ActionState<SavedEndpoint>, endpoint: EndpointView | undefined) {
  const t = useTranslations('admin.deliveries.form');
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status === 'failed') formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  const failure = state.status === 'failed' ? state : null;
  const error = failure?.error;

  function errorAt(field: EndpointField): string | null {
    if (field === 'url' && error?.code === 'delivery.targetRefused') {
      if (error.reason === 'PRIVATE_ADDRESS') return t('urlPrivate');
      return error.reason === 'CREDENTIALS_IN_URL' ? t('urlCredentials') : t('urlWrong');
    }
    // A list's own errors are at its members: `backoffSeconds.2`.
    return failure?.fields.some(({ path }) => path === field || path.startsWith(`${field}.`))
      ? t(`${field}Wrong`)
      : null;
  }

  const start = { ...startNumbers, backoffSeconds: backoffSecondsDefault, ...endpoint };
  return {
    formRef,
    errorAt,
    isRefused: error !== undefined && error.code !== 'http.badInput' && error.code !== 'delivery.targetRefused',
    startOf: (field: EndpointField) => failure?.typed[field] ?? String(start[field] ?? '').replaceAll(',', ', '),
    isChecked: (type: string) =>
      failure ? `type:${type}` in failure.typed : (endpoint?.types.includes(type) ?? false),
  };
}
