'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import type { EndpointView, ReplayFilter } from '@/lib/delivery/model';
import { apiPaths } from '@/lib/http/paths';
import { DeliveryJobAsk } from './delivery-job-ask';

type ReplayDialogProps = {
  filter: ReplayFilter;
  /** What the filter means, in words. */
  description: ReactNode;
  endpoints: Pick<EndpointView, 'id' | 'name'>[];
  /** What opens it. */
  children: ReactNode;
};

/** Sends dead deliveries again by filter: how many first, then at a word, then how far it is. */
export function ReplayDialog({ filter, description, endpoints, children }: ReplayDialogProps) {
  const t = useTranslations('admin.deliveries.dead');
  return (
    <Dialog>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent title={t('replayTitle')} description={description}>
        <DeliveryJobAsk
          kind="REPLAY"
          command={{ path: apiPaths.adminReplay, body: { filter } }}
          endpoints={endpoints}
        />
      </DialogContent>
    </Dialog>
  );
}
