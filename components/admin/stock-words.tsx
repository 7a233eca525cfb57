'use client';

import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { StockStatus } from '@/lib/catalog/model';
import type { MovementReason } from '@/lib/inventory/model';

const statusTones = { IN_STOCK: 'success', LOW: 'warning', SOLD_OUT: 'danger' } as const satisfies Record<
  StockStatus,
  Tone
>;

export function StockPill({ status }: { status: StockStatus }) {
  const t = useTranslations('admin.stock.status');
  return <Pill tone={statusTones[status]}>{t(status)}</Pill>;
}

const reasonTones = {
  RECEIVE: 'success',
  RETURN: 'info',
  CANCEL: 'info',
  ADJUST: 'warning',
  DAMAGE: 'danger',
  SALE: 'neutral',
} as const satisfies Record<MovementReason, Tone>;

export function ReasonPill({ reason }: { reason: MovementReason }) {
  const t = useTranslations('admin.stock.reason');
  return <Pill tone={reasonTones[reason]}>{t(reason)}</Pill>;
}

/** `크기: 대 · 색상: 백자`; nothing for a variant without options. */
export function optionsText(options: Record<string, string>): string {
  return Object.values(options).join(' · ');
}
