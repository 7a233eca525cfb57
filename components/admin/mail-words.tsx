'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { MessageState, MessageView } from '@/lib/notifications/model';

const tones = {
  WAITING: 'info',
  SENDING: 'accent',
  SENT: 'success',
  FAILED: 'danger',
  UNKNOWN: 'warning',
  CANCELLED: 'neutral',
} as const satisfies Record<MessageState, Tone>;

/** How a mail stands. One that was kept here did not leave; one that waits after a failure is being tried again. */
export function MessagePill({ message }: { message: Pick<MessageView, 'state' | 'captured' | 'lastError'> }) {
  const t = useTranslations('admin.mail');
  const { state, captured, lastError } = message;
  if (captured) return <Pill tone="neutral">{t('capturedState')}</Pill>;
  if (state === 'WAITING' && lastError !== null) {
    return (
      <Pill tone="warning" dot>
        {t('retrying')}
      </Pill>
    );
  }
  return (
    <Pill tone={tones[state]} dot={state === 'WAITING' || state === 'SENDING'}>
      {t(`states.${state}`)}
    </Pill>
  );
}
