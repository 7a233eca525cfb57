'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { campaignKey, useCampaignRevocation } from '@/components/queries/campaigns';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import type { AdminCampaign, RevocationView } from '@/lib/coupons/admin-model';
import { revokeCampaignByForm } from './campaign-actions';
import { ReasonForm } from './reason-form';

/** Ends a campaign and takes all of its unused coupons away, with a reason; nothing where none is out. */
export function CampaignRevoke({ campaign: { id, issuedCount, usedCount } }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons.revokeAll');
  const router = useRouter();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  if (issuedCount === usedCount) return null;
  const revoke = async (reason: string) => {
    const form = new FormData();
    form.set('campaignId', id);
    form.set('reason', reason);
    const result = await revokeCampaignByForm({ status: 'idle' }, form).catch(() => null);
    if (result?.status !== 'done') return void toast.error(t('failed'));
    toast.success(t('started'));
    setOpen(false);
    router.refresh();
    await queries.invalidateQueries({ queryKey: campaignKey(id) });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="dangerGhost" size="sm">
          {t('open')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('title')} description={t('lead')}>
        <ReasonForm hint={t('hint')} submitLabel={t('submit')} onSubmit={revoke} />
      </DialogContent>
    </Dialog>
  );
}

/** How far the last revocation of a whole campaign is. */
export function CampaignRevocation({ campaignId, rendered }: { campaignId: string; rendered: RevocationView }) {
  const t = useTranslations('admin.coupons.revokeAll');
  const { data: revocation } = useCampaignRevocation(campaignId, rendered);
  const { state, wanted, revoked, reason } = revocation;
  const isRunning = state === 'RUNNING';
  return (
    <Notice tone={isRunning ? 'warning' : 'info'} title={t(isRunning ? 'running' : 'done')}>
      <span className="tabular-nums">{t('progress', { wanted, revoked })}</span> · {t('reason', { reason })}
      {isRunning && <Progress label={t('running')} value={revoked} max={wanted} tone="warning" className="mt-2" />}
    </Notice>
  );
}
