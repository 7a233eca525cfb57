'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { ImportEffect, ImportState } from '@/lib/bulk/model';

const stateTones = {
  CHECKING: 'neutral',
  READY: 'info',
  REFUSED: 'danger',
  APPLYING: 'accent',
  APPLIED: 'success',
  FAILED: 'danger',
} as const satisfies Record<ImportState, Tone>;

export function ImportPill({ state }: { state: ImportState }) {
  const t = useTranslations('admin.imports.state');
  return (
    <Pill tone={stateTones[state]} dot={state === 'APPLYING' || state === 'CHECKING'}>
      {t(state)}
    </Pill>
  );
}

const effectTones = { CREATE: 'success', CHANGE: 'info', SAME: 'neutral' } as const satisfies Record<
  ImportEffect,
  Tone
>;

export function EffectPill({ effect }: { effect: ImportEffect }) {
  const t = useTranslations('admin.imports.effect');
  return <Pill tone={effectTones[effect]}>{t(effect)}</Pill>;
}
