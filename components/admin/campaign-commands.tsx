'use client';

import { Copy, Pencil, Play, Square } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { LinkButton } from '@/components/ui/link-button';
import type { AdminCampaign } from '@/lib/coupons/admin-model';
import type { CampaignStatus } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { changeCampaignStatus } from './campaign-actions';
import { CampaignRevoke } from './campaign-revoke';

/** What can be done to a campaign as a whole: edit, copy, and what its state lets it do next. */
export function CampaignCommands({ campaign }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons.commands');
  return (
    <>
      <LinkButton asChild variant="outline" size="sm">
        <Link href={paths.adminCampaignCopy(campaign.id)}>
          <Copy aria-hidden />
          {t('copy')}
        </Link>
      </LinkButton>
      <LinkButton asChild variant="outline" size="sm">
        <Link href={paths.adminCampaignEditor(campaign.id)}>
          <Pencil aria-hidden />
          {t('edit')}
        </Link>
      </LinkButton>
      <CampaignRevoke campaign={campaign} />
      <StatusCommand campaign={campaign} />
    </>
  );
}

/** What each status can become next. */
const commands = {
  DRAFT: { key: 'start', to: 'RUNNING', tone: 'primary' },
  RUNNING: { key: 'end', to: 'ENDED', tone: 'danger' },
  ENDED: { key: 'resume', to: 'RUNNING', tone: 'primary' },
} as const satisfies Record<CampaignStatus, object>;

function StatusCommand({ campaign: { id, version, status } }: { campaign: AdminCampaign }) {
  const t = useTranslations('admin.coupons.commands');
  const router = useRouter();
  const { key, to, tone } = commands[status];
  const change = async () => {
    const form = new FormData();
    form.set('campaignId', id);
    form.set('version', String(version));
    form.set('status', to);
    const result = await changeCampaignStatus({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') toast.success(t(`${key}Done`));
    else if (result?.status === 'failed' && result.error.code === 'coupon.campaignChanged') toast.error(t('changed'));
    else if (result?.status === 'failed' && result.error.code === 'coupon.campaignInvalid') toast.error(t('over'));
    else toast.error(t('failed'));
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button variant={tone === 'danger' ? 'dangerGhost' : 'primary'} size="sm">
          {tone === 'danger' ? <Square aria-hidden /> : <Play aria-hidden />}
          {t(key)}
        </Button>
      }
      title={t(`${key}Title`)}
      description={t(`${key}Body`)}
      confirmLabel={t(key)}
      tone={tone}
      onConfirm={change}
    />
  );
}
