'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect } from 'react';
import { toast } from 'sonner';
import { alertsKey } from '@/components/queries/alerts';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AlertView } from '@/lib/alerts/model';
import { acknowledgeAlertByForm } from './alert-actions';
import { aboutText } from './alert-words';

/** Takes an alert off the bell. */
export function AcknowledgeAlert({ alert }: { alert: AlertView }) {
  const t = useTranslations('admin.alerts');
  const [state, action] = useActionState(acknowledgeAlertByForm, { status: 'idle' });
  const queries = useQueryClient();
  useEffect(() => {
    if (state.status === 'idle') return;
    if (state.status === 'done') toast.success(t('acknowledged'));
    else toast.error(t('refused'));
    queries.invalidateQueries({ queryKey: alertsKey });
  }, [state, t, queries]);
  return (
    <form action={action} className="relative inline-block">
      <input type="hidden" name="id" value={alert.id} />
      <SubmitButton variant="outline" size="sm" aria-label={t('acknowledgeOf', { name: aboutText(alert) })}>
        <Check aria-hidden />
        {t('acknowledge')}
      </SubmitButton>
    </form>
  );
}
