'use client';

import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { textLink } from '@/components/ui/text-link';
import type { ActionState } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { confirmationMs, type SignedUp } from '@/lib/notifications/restock/model';
import { signUpForRestockByForm } from './restock-actions';
import { useRestockRefusal } from './use-restock-refusal';

/** Who looks, as far as restock alerts go: a guest has no address, and no variants that are known to be awaited. */
export type RestockVisitor = { email: string | null; awaitedVariantIds: string[] };

type RestockFormProps = { variantId: string; visitor: RestockVisitor };

/** Offers to tell when a sold-out option is back: members with one press, guests by their address. */
export function RestockForm({ variantId, visitor: { email, awaitedVariantIds } }: RestockFormProps) {
  const t = useTranslations('restock.form');
  const [state, action] = useActionState(signUpForRestockByForm, { status: 'idle' });
  if (email !== null && awaitedVariantIds.includes(variantId)) return <Waiting email={email} />;
  if (state.status === 'done') return <Answer signedUp={state.value} />;
  return (
    <form action={action} noValidate className="grid gap-4 rounded-lg border bg-sunken p-5">
      <div>
        <h2 className="font-semibold text-base">{t('title')}</h2>
        <p className="mt-0.5 text-muted text-sm">{t('lead')}</p>
      </div>
      <input type="hidden" name="variantId" value={variantId} />
      <Refusal state={state} />
      {email === null && <EmailField state={state} />}
      <SubmitButton wide>
        <BellRing aria-hidden />
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

function Refusal({ state }: { state: ActionState<SignedUp> }) {
  const refusalText = useRestockRefusal();
  if (state.status !== 'failed' || state.error.code === 'http.badInput') return null;
  return <Notice tone="danger">{refusalText(state.error)}</Notice>;
}

function EmailField({ state }: { state: ActionState<SignedUp> }) {
  const t = useTranslations('restock.form');
  const failure = state.status === 'failed' ? state : null;
  const isWrong = failure?.fields.some(({ path }) => path === 'email');
  return (
    <Field label={t('email')} error={isWrong ? t('emailWrong') : null} required>
      <Input
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        maxLength={254}
        defaultValue={failure?.typed.email ?? ''}
      />
    </Field>
  );
}

function Answer({ signedUp: { state, email } }: { signedUp: SignedUp }) {
  const t = useTranslations('restock.form');
  if (state === 'WAITING') return <Waiting email={email} />;
  return (
    <Notice tone="info" title={t('pending')}>
      {t('pendingBody', { email, hours: confirmationMs / 3_600_000 })}
    </Notice>
  );
}

function Waiting({ email }: { email: string }) {
  const t = useTranslations('restock.form');
  return (
    <Notice
      tone="success"
      title={t('waiting')}
      action={
        <Link href={paths.restockAlerts} className={textLink}>
          {t('toMine')}
        </Link>
      }
    >
      {t('waitingBody', { email })}
    </Notice>
  );
}
