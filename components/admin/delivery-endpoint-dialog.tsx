'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { EndpointForm } from './delivery-endpoint-form';
import { NewSecretContent } from './delivery-secret';

/** Adds an endpoint. Its secret is shown before this closes, and never again. `children` is what opens it. */
export function EndpointDialog({ children }: { children: ReactNode }) {
  const t = useTranslations('admin.deliveries.endpoints');
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) setSecret(null);
  };
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      {secret === null ? (
        <DialogContent title={t('add')} size="lg">
          <EndpointForm onSaved={(saved) => setSecret(saved.secret)} />
        </DialogContent>
      ) : (
        <NewSecretContent secret={secret} onStored={() => change(false)} />
      )}
    </Dialog>
  );
}
