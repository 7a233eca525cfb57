'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { ExactTime } from '@/components/ui/exact-time';
import { Notice } from '@/components/ui/notice';
import type { EndpointView, SecretRotation } from '@/lib/delivery/endpoint-model';
import { rotateEndpointSecret } from './delivery-actions';

const refusals: Record<string, 'justRotated' | 'overlaps'> = {
  'delivery.secretJustRotated': 'justRotated',
  'delivery.secretsOverlap': 'overlaps',
};

/** Gives an endpoint a new secret, which is shown once, and says until when the one before signs, too. */
export function EndpointSecret({ endpoint: { id, name, previousSecretUntil } }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.secret');
  const router = useRouter();
  const [rotation, setRotation] = useState<SecretRotation | null>(null);
  const rotate = async () => {
    const form = new FormData();
    form.set('id', id);
    // Who was told that another secret still signs, and what becomes of it.
    form.set('endPrevious', String(previousSecretUntil !== null));
    const result = await rotateEndpointSecret({ status: 'idle' }, form).catch(() => null);
    if (result?.status === 'done') return setRotation(result.value);
    // Somebody else may have rotated it: what the page says of the secrets is from before.
    router.refresh();
    toast.error(t(refusals[result?.status === 'failed' ? result.error.code : ''] ?? 'failed'));
  };
  return (
    <div className="grid justify-items-start gap-3 text-sm">
      <p className="text-muted">{previousSecretUntil ? <Overlap until={previousSecretUntil} /> : t('single')}</p>
      <ConfirmDialog
        trigger={
          <Button variant="outline" size="sm">
            {t('rotate')}
          </Button>
        }
        title={t('rotateTitle', { name })}
        description={t('rotateBody')}
        confirmLabel={t('rotate')}
        tone="primary"
        onConfirm={rotate}
      >
        {previousSecretUntil && <Notice tone="warning">{t('again')}</Notice>}
      </ConfirmDialog>
      <Dialog open={rotation !== null} onOpenChange={(open) => !open && setRotation(null)}>
        {rotation && (
          <NewSecretContent secret={rotation.secret} onStored={() => setRotation(null)}>
            <p className="text-muted text-sm">
              <Overlap until={rotation.previousSecretUntil} />
            </p>
          </NewSecretContent>
        )}
      </Dialog>
    </div>
  );
}

function Overlap({ until }: { until: string }) {
  const t = useTranslations('admin.deliveries.secret');
  return t.rich('overlap', { time: () => <ExactTime at={until} /> });
}

type NewSecretProps = { secret: string; onStored: () => void; children?: ReactNode };

/** What a dialog shows of a new secret. */
export function NewSecretContent({ secret, onStored, children }: NewSecretProps) {
  const t = useTranslations('admin.deliveries.endpoints');
  return (
    <DialogContent title={t('secretTitle')} footer={<Button onClick={onStored}>{t('secretDone')}</Button>}>
      <div className="grid gap-4">
        <Notice tone="warning" title={t('secretOnce')}>
          {t('secretBody')}
        </Notice>
        <div className="flex items-center gap-2 rounded-md border bg-sunken py-2 pr-2 pl-4">
          <code className="min-w-0 flex-1 font-mono text-sm [overflow-wrap:anywhere]">{secret}</code>
          <CopyButton text={secret} />
        </div>
        {children}
      </div>
    </DialogContent>
  );
}
