'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { RestockState, WaveEnd } from '@/lib/notifications/restock/model';

const stateTones = {
  PENDING_CONFIRMATION: 'warning',
  WAITING: 'info',
  NOTIFIED: 'success',
  ENDED: 'neutral',
} as const satisfies Record<RestockState, Tone>;

export function RestockPill({ state }: { state: RestockState }) {
  const t = useTranslations('admin.restocks.states');
  return <Pill tone={stateTones[state]}>{t(state)}</Pill>;
}

const waveTones = { OPEN: 'info', COMPLETE: 'success', SOLD_OUT: 'warning' } as const satisfies Record<
  'OPEN' | WaveEnd,
  Tone
>;

export function WavePill({ endedBy }: { endedBy: WaveEnd | null }) {
  const t = useTranslations('admin.restocks.waveStates');
  const state = endedBy ?? 'OPEN';
  return (
    <Pill tone={waveTones[state]} dot={state === 'OPEN'}>
      {t(state)}
    </Pill>
  );
}
