'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { ReplayFilter } from '@/lib/delivery/job-model';
import { apiPaths } from '@/lib/http/paths';
import { DeliveryJobAsk } from './delivery-job-ask';

/** What is to be sent again, and that in words. */
type Replay = { filter: ReplayFilter; description: ReactNode };

const OpenReplay = createContext<(replay: Replay) => void>(() => undefined);

/**
 * Sends dead deliveries again by filter: how many first, then at a word, then how far it is. It stands around the buttons that it is opened
 * from, which go when their deliveries are no longer dead.
 */
export function ReplayDialog({ children }: { children: ReactNode }) {
  const t = useTranslations('admin.deliveries.dead');
  const [replay, setReplay] = useState<Replay | null>(null);
  return (
    <OpenReplay value={setReplay}>
      {children}
      <Dialog open={replay !== null} onOpenChange={(open) => !open && setReplay(null)}>
        {replay && (
          <DialogContent title={t('replayTitle')} description={replay.description}>
            <DeliveryJobAsk kind="REPLAY" command={{ path: apiPaths.adminReplay, body: { filter: replay.filter } }} />
          </DialogContent>
        )}
      </Dialog>
    </OpenReplay>
  );
}

/** Opens the dialog around it. */
export function ReplayButton({ filter, description, ...button }: Replay & ButtonProps) {
  const open = useContext(OpenReplay);
  return <Button {...button} onClick={() => open({ filter, description })} />;
}
