'use client';

import { useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { messagesKey } from '@/components/queries/messages';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { MessageDetail } from '@/lib/notifications/model';
import { resendMail } from './mail-actions';

/** Sends a mail again that failed, or may have arrived: asks once, and says what it will do. Where it can't be, the button says why. */
export function ResendMail({ message }: { message: MessageDetail }) {
  const t = useTranslations('admin.mail.detail');
  const queries = useQueryClient();
  const { id, state, recipient } = message;
  const resend = async () => {
    const form = new FormData();
    form.set('id', id);
    const isDone = await resendMail({ status: 'idle' }, form).then(
      (result) => result.status === 'done',
      () => false,
    );
    if (isDone) toast.success(t('resent'));
    else toast.error(t('resendFailed'));
    await queries.invalidateQueries({ queryKey: messagesKey });
  };
  const label = (
    <>
      <RotateCw aria-hidden />
      {t('resend')}
    </>
  );
  if (!message.allowedActions.includes('resend')) {
    return (
      <Button variant="outline" size="sm" disabledReason={t('notResendable')}>
        {label}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{label}</Button>}
      title={t('resendTitle')}
      description={state === 'UNKNOWN' ? t('resendUnknown', { recipient }) : t('resendBody', { recipient })}
      confirmLabel={t('resend')}
      tone={state === 'UNKNOWN' ? 'danger' : 'primary'}
      onConfirm={resend}
    />
  );
}
