'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Notice } from '@/components/ui/notice';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { paths } from '@/lib/http/paths';
import { removeEndpoint } from './delivery-actions';

/** Takes an endpoint away for good, after saying what will never arrive there. */
export function RemoveEndpoint({ endpoint: { id, name, pendingCount, deadCount } }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.remove');
  const router = useRouter();
  const remove = async () => {
    const form = new FormData();
    form.set('id', id);
    const result = await removeEndpoint({ status: 'idle' }, form).catch(() => null);
    const isGone = result?.status === 'failed' && result.error.code === 'delivery.endpointNotFound';
    if (result?.status === 'done') toast.success(t('done', { name }));
    else if (isGone) toast.info(t('gone', { name }));
    else {
      // Without an answer nobody knows; what is true now says the page.
      toast.error(t(result ? 'failed' : 'unknown'));
      router.refresh();
      return;
    }
    // What was there before is not to be gone back to.
    router.replace(paths.adminEndpoints);
  };
  const openCount = pendingCount + deadCount;
  return (
    <ConfirmDialog
      trigger={
        <Button variant="dangerGhost" size="sm">
          {t('remove')}
        </Button>
      }
      title={t('title', { name })}
      description={t('body')}
      confirmLabel={t('remove')}
      onConfirm={remove}
    >
      {openCount > 0 && <Notice tone="warning">{t('open', { count: openCount })}</Notice>}
    </ConfirmDialog>
  );
}
