'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/http/define-action';

type CartRemindersEndProps = {
  token: string;
  endReminders: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

/** Behind a mail's link to unsubscribe. A button and not the link itself does it, since mail scanners follow links. */
export function CartRemindersEnd({ token, endReminders }: CartRemindersEndProps) {
  const t = useTranslations('orders.reminders');
  const [state, action] = useActionState(endReminders, { status: 'idle' });
  if (state.status === 'done') return <Notice tone="success">{t('ended')}</Notice>;
  return (
    <form action={action} className="grid gap-5 rounded-lg border p-6">
      <p className="text-[0.9375rem]">{t('lead')}</p>
      {state.status === 'failed' && <Notice tone="danger">{t('failed')}</Notice>}
      <input type="hidden" name="token" value={token} />
      <SubmitButton wide>{t('end')}</SubmitButton>
    </form>
  );
}
