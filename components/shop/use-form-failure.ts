'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { ActionState } from '@/lib/http/define-action';

export type PersonField = 'email' | 'password' | 'name' | 'phone' | 'recipient' | 'postalCode' | 'line1' | 'line2';

/** How a form about a person or an address tells what its action refused: at the field where there is one, else above the form. */
export function useFormFailure(state: ActionState<unknown>) {
  const t = useTranslations('account');
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status === 'failed') formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);

  const failure = state.status === 'failed' ? state : null;

  function errorAt(field: PersonField): string | null {
    if (field === 'email' && failure?.error.code === 'identity.emailTaken') return t('fields.email.taken');
    return failure?.fields.some(({ path }) => path === field) ? t(`fields.${field}.wrong`) : null;
  }

  function refusal(): { title: string; body: string } | null {
    switch (failure?.error.code) {
      case undefined:
      case 'http.badInput':
      case 'identity.emailTaken':
        return null;
      case 'identity.badCredentials':
        return { title: t('refusals.badCredentials'), body: t('refusals.badCredentialsBody') };
      case 'identity.tooManyFailures': {
        const minutes = Math.ceil(failure.error.retryAfterSeconds / 60);
        return { title: t('refusals.tooManyFailures'), body: t('refusals.tooManyFailuresBody', { minutes }) };
      }
      case 'identity.addressLimit': {
        const { limit } = failure.error;
        return { title: t('refusals.addressLimit', { limit }), body: t('refusals.addressLimitBody') };
      }
      case 'identity.addressNotFound':
        return { title: t('refusals.addressNotFound'), body: t('refusals.addressNotFoundBody') };
      case 'http.unauthenticated':
        return { title: t('refusals.unauthenticated'), body: t('refusals.unauthenticatedBody') };
      default:
        return { title: t('refusals.other'), body: t('refusals.otherBody') };
    }
  }

  return { formRef, errorAt, refusal: refusal(), typed: (field: PersonField) => failure?.typed[field] };
}
