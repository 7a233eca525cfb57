'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { EndpointView } from '@/lib/delivery/model';
import type { SavedEndpoint } from './delivery-actions';
import { EndpointForm } from './delivery-endpoint-form';

type EndpointDialogProps = {
  endpoint?: EndpointView;
  /** What opens it. */
  children: ReactNode;
};

/** Adds or changes an endpoint. A new one's secret is shown before it closes, and never again. */
export function EndpointDialog({ endpoint, children }: EndpointDialogProps) {
  const t = useTranslations('admin.deliveries.endpoints');
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const saved = (value: SavedEndpoint) => {
    setSecret(value.secret);
    if (value.secret !== null) return;
    setOpen(false);
    toast.success(t('saved'));
  };
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) setSecret(null);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      {secret === null ? (
        <DialogContent title={endpoint ? endpoint.name : t('add')}>
          <EndpointForm endpoint={endpoint} onSaved={saved} />
        </DialogContent>
      ) : (
        <DialogContent
          title={t('secretTitle')}
          footer={<Button onClick={() => change(false)}>{t('secretDone')}</Button>}
        >
          <NewSecret secret={secret} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function NewSecret({ secret }: { secret: string }) {
  const t = useTranslations('admin.deliveries.endpoints');
  return (
    <div className="grid gap-4">
      <Notice tone="warning" title={t('secretOnce')}>
        {t('secretBody')}
      </Notice>
      <div className="flex items-center gap-2 rounded-md border bg-sunken py-2 pr-2 pl-4">
        <code className="min-w-0 flex-1 font-mono text-sm [overflow-wrap:anywhere]">{secret}</code>
        <CopyButton text={secret} />
      </div>
    </div>
  );
}
