'use client';

import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, type RefObject, useActionState, useEffect, useRef, useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { textLink } from '@/components/ui/text-link';
import type { VariantView } from '@/lib/catalog/model';
import type { ActionState } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { confirmationMs, type SignedUp } from '@/lib/notifications/restock/model';
import { BuyBar } from './buy-bar';
import { signUpForRestockByForm } from './restock-actions';
import { useRestockRefusal } from './use-restock-refusal';

/** Who looks, as far as restock alerts go: a guest has no address, and no variants that are known to be awaited. */
export type RestockVisitor = { email: string | null; awaitedVariantIds: string[] };

type RestockFormProps = { variant: VariantView; visitor: RestockVisitor };

/**
 * Offers to tell when a sold-out option is back: members with one press, guests by their address. It stays with the page, whatever option
 * is chosen, and remembers what was typed, and which options it has answered for.
 */
export function RestockForm({ variant: { id: variantId, stockStatus }, visitor }: RestockFormProps) {
  const t = useTranslations('restock.form');
  const [state, action] = useActionState(signUpForRestockByForm, { status: 'idle' });
  const [typed, setTyped] = useState(state.status === 'failed' ? (state.typed.email ?? '') : '');
  const answers = useAnswers(state);
  const place = useRef<HTMLDivElement>(null);
  useFocusOnOutcome(state, place);

  if (stockStatus !== 'SOLD_OUT') return null;
  const { email, awaitedVariantIds } = visitor;
  const isAwaited = email !== null && awaitedVariantIds.includes(variantId);
  const answer = isAwaited ? ({ state: 'WAITING', email } as const) : answers.get(variantId);
  const failure = state.status === 'failed' && state.typed.variantId === variantId ? state : null;

  /** On phones the button may be all that is seen of the form. */
  function leadToAddress(event: FormEvent) {
    const field = place.current?.querySelector('input[type=email]');
    if (!(field instanceof HTMLInputElement) || field.value.trim() !== '') return;
    event.preventDefault();
    focusOn(field);
  }

  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      {answer ? (
        <Answer {...answer} />
      ) : (
        <form
          action={action}
          onSubmit={leadToAddress}
          noValidate
          className="grid gap-4 rounded-lg border bg-sunken p-5"
        >
          <div>
            <h2 className="font-semibold text-base">{t('title')}</h2>
            <p className="mt-0.5 text-muted text-sm">{t('lead')}</p>
          </div>
          <input type="hidden" name="variantId" value={variantId} />
          <Refusal failure={failure} />
          {email === null && <EmailField failure={failure} typed={typed} onType={setTyped} />}
          <BuyBar>
            <SubmitButton wide className="max-lg:h-12">
              <BellRing aria-hidden />
              {t('submit')}
            </SubmitButton>
          </BuyBar>
        </form>
      )}
    </div>
  );
}

type Outcome = ActionState<SignedUp>;
type Failure = Extract<Outcome, { status: 'failed' }>;

/** What was answered on this page, by variant. */
function useAnswers(state: Outcome): Map<string, SignedUp> {
  const [answers, setAnswers] = useState(() => withAnswer(new Map(), state));
  const [heard, setHeard] = useState(state);
  if (heard === state) return answers;
  setHeard(state);
  setAnswers(withAnswer(answers, state));
  return answers;
}

function withAnswer(answers: Map<string, SignedUp>, state: Outcome): Map<string, SignedUp> {
  return state.status === 'done' ? new Map(answers).set(state.value.variantId, state.value) : answers;
}

/** The keyboard goes on at what is wrong, or else at the answer that has taken the button's place. */
function useFocusOnOutcome(state: Outcome, place: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    if (state.status === 'done') place.current?.focus();
    if (state.status !== 'failed') return;
    const wrong = place.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) focusOn(wrong);
  }, [state, place]);
}

/** In the middle of the screen, where neither the header nor the button at the bottom covers it. */
function focusOn(field: HTMLElement): void {
  field.scrollIntoView({ block: 'center' });
  field.focus({ preventScroll: true });
}

function Refusal({ failure }: { failure: Failure | null }) {
  const refusalText = useRestockRefusal();
  if (!failure || failure.error.code === 'http.badInput') return null;
  return <Notice tone="danger">{refusalText(failure.error)}</Notice>;
}

type EmailFieldProps = { failure: Failure | null; typed: string; onType: (typed: string) => void };

function EmailField({ failure, typed, onType }: EmailFieldProps) {
  const t = useTranslations('restock.form');
  const isWrong = failure?.fields.some(({ path }) => path === 'email');
  return (
    <Field label={t('email')} error={isWrong ? t('emailWrong') : null} required>
      <Input
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        maxLength={254}
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
    </Field>
  );
}

function Answer({ state, email }: Pick<SignedUp, 'state' | 'email'>) {
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
