'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { pauseEndpoint } from './delivery-actions';

type PauseEndpointProps = { endpoint: EndpointView; size?: 'xs' | 'sm' };

/** Pauses, after asking, or resumes. */
export function PauseEndpoint({ endpoint: { id, name, paused }, size = 'xs' }: PauseEndpointProps) {
  const t = useTranslations('admin.deliveries.endpoints');
  const [working, setWorking] = useState(false);
  const set = async (next: boolean) => {
    const form = new FormData();
    form.set('id', id);
    form.set('paused', String(next));
    setWorking(true);
    const state = await pauseEndpoint({ status: 'idle' }, form).finally(() => setWorking(false));
    if (state.status !== 'done') toast.error(t('failed'));
    else toast.success(next ? t('pausedToast') : t('resumedToast'));
  };
  if (paused) {
    return (
      <Button variant="soft" size={size} loading={working} onClick={() => set(false)}>
        {t('resume')}
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant={size === 'xs' ? 'ghost' : 'outline'} size={size}>
          {t('pause')}
        </Button>
      }
      title={t('pauseTitle', { name })}
      description={t('pauseBody')}
      confirmLabel={t('pause')}
      tone="primary"
      onConfirm={() => set(true)}
    />
  );
}
