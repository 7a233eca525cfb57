'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import { type DeliveryMode, deliveryModes, EndpointFields, type EndpointView } from '@/lib/delivery/endpoint-model';
import { deliveryTypes } from '@/lib/delivery/model';
import type { ActionState } from '@/lib/http/define-action';
import { type SavedEndpoint, saveEndpoint } from './delivery-actions';
import { DeliveryTypeName } from './delivery-words';

type EndpointFormProps = {
  /** The one to change; none makes another. */
  endpoint?: EndpointView | undefined;
  onSaved: (saved: SavedEndpoint) => void;
};

const batchFields = ['batchSize', 'batchWaitMs'] as const;
const paceFields = ['concurrency', 'ratePerSecond', 'timeoutMs'] as const;
const retryFields = ['maxAttempts', 'slaSeconds'] as const;
const advancedFields = [...batchFields, ...paceFields, ...retryFields, 'backoffSeconds'] as const;

type EndpointField = 'name' | 'url' | (typeof advancedFields)[number];

/** All of an endpoint. What a new one can do without is folded away. */
export function EndpointForm({ endpoint, onSaved }: EndpointFormProps) {
  const t = useTranslations('admin.deliveries.form');
  const common = useTranslations('common.actions');
  const { formRef, submit, isSaving, errorAt, isRefused, start } = useEndpointForm({ endpoint, onSaved });
  const [mode, setMode] = useState<DeliveryMode>(start.mode);
  const text = (field: EndpointField, hint?: string) => (
    <Field key={field} label={t(field)} hint={hint} error={errorAt(field)}>
      <Input name={field} inputMode="numeric" autoComplete="off" defaultValue={start[field]} />
    </Field>
  );
  const advanced = (
    <>
      <Part title={t('modes')}>
        <RadioGroup
          name="mode"
          label={t('modes')}
          labelHidden
          value={mode}
          onValueChange={(value) => setMode(value as DeliveryMode)}
          className="sm:grid-cols-2"
        >
          {deliveryModes.map((one) => (
            <RadioCard key={one} value={one} label={t(one)} hint={t(`${one}Hint`)} />
          ))}
        </RadioGroup>
        <div hidden={mode !== 'BATCH'} className="grid gap-5 sm:grid-cols-2">
          {batchFields.map((field) => text(field, t(`${field}Hint`)))}
        </div>
      </Part>
      <Part title={t('limits')}>
        <div className="grid gap-5 sm:grid-cols-3">{paceFields.map((field) => text(field, t(`${field}Hint`)))}</div>
      </Part>
      <Part title={t('retries')}>
        <div className="grid gap-5 sm:grid-cols-2">{retryFields.map((field) => text(field, t(`${field}Hint`)))}</div>
        {text('backoffSeconds', t('backoffSecondsHint'))}
        <Checkbox
          name="supersede"
          value="true"
          defaultChecked={start.supersede}
          label={t('supersede')}
          hint={t('supersedeHint')}
        />
      </Part>
    </>
  );

  return (
    <form ref={formRef} onSubmit={submit} noValidate className="grid grid-cols-1 gap-6">
      {isRefused && (
        <Notice tone="danger" title={t('refused')}>
          {t('refusedBody')}
        </Notice>
      )}
      {endpoint && <input type="hidden" name="id" value={endpoint.id} />}
      <Field label={t('name')} error={errorAt('name')} required>
        <Input name="name" maxLength={80} autoComplete="off" defaultValue={start.name} />
      </Field>
      <Field label={t('url')} hint={t('urlHint')} error={errorAt('url')} required>
        <Input name="url" type="url" inputMode="url" maxLength={2000} autoComplete="off" defaultValue={start.url} />
      </Field>
      <Part title={t('types')} hint={t('typesHint')}>
        <div className="grid sm:grid-cols-2">
          {deliveryTypes.map((type) => (
            <Checkbox
              key={type}
              name={`type:${type}`}
              defaultChecked={start.types.includes(type)}
              label={<DeliveryTypeName type={type} />}
            />
          ))}
        </div>
      </Part>
      {endpoint ? (
        advanced
      ) : (
        // Opened by an error inside, and by people.
        <details
          open={advancedFields.some((field) => errorAt(field) !== null) || undefined}
          className="group rounded-md border"
        >
          <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 rounded-md px-4 font-medium text-sm [&::-webkit-details-marker]:hidden">
            {t('advanced')}
            <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open:rotate-180" />
          </summary>
          <div className="grid grid-cols-1 gap-6 px-4 pt-1 pb-5">{advanced}</div>
        </details>
      )}
      <Button type="submit" wide={!endpoint} loading={isSaving} className="justify-self-start">
        {endpoint ? common('save') : t('create')}
      </Button>
    </form>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="grid grid-cols-1 gap-3">
      <legend className="float-left font-medium text-sm">{title}</legend>
      {hint && <p className="-mt-2 text-[0.8125rem] text-faint">{hint}</p>}
      {children}
    </fieldset>
  );
}

/** What the fields begin with, and what was refused, at its field. */
function useEndpointForm({ endpoint, onSaved }: EndpointFormProps) {
  const t = useTranslations('admin.deliveries.form');
  const formRef = useRef<HTMLFormElement>(null);
  const [state, save, isSaving] = useActionState(saveEndpoint, idle);
  const tellSaved = useEffectEvent(onSaved);
  useEffect(() => {
    if (state.status === 'done') tellSaved(state.value);
    if (state.status === 'failed') formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  const failure = state.status === 'failed' ? state : null;
  const error = failure?.error;

  function errorAt(field: EndpointField): string | null {
    if (field === 'url' && error?.code === 'delivery.targetRefused') {
      if (error.reason === 'PRIVATE_ADDRESS') return t('urlPrivate');
      return error.reason === 'CREDENTIALS_IN_URL' ? t('urlCredentials') : t('urlWrong');
    }
    if (field === 'batchWaitMs' && error?.code === 'delivery.batchWaitTooLong') return t('batchWaitTooLong');
    const name = field === 'slaSeconds' ? 'slaMs' : field;
    // A list's own errors are at its members: `backoffSeconds.2`.
    return failure?.fields.some(({ path }) => path === name || path.startsWith(`${name}.`)) ? t(`${field}Wrong`) : null;
  }

  const start = endpoint ?? newEndpoint;
  return {
    formRef,
    // A form's own action would empty the fields of what was typed.
    submit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      if (!isSaving) startTransition(() => save(form));
    },
    isSaving,
    errorAt,
    isRefused: error !== undefined && !fieldCodes.includes(error.code),
    start: {
      ...start,
      slaSeconds: start.slaMs / 1_000,
      backoffSeconds: start.backoffSeconds.join(', '),
    },
  };
}

/** What is told at a field. */
const fieldCodes = ['http.badInput', 'delivery.targetRefused', 'delivery.batchWaitTooLong'];
const newEndpoint = { name: '', url: '', ...EndpointFields.omit({ name: true, url: true }).parse({}) };
const idle: ActionState<SavedEndpoint> = { status: 'idle' };
