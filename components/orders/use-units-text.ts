'use client';

import { useTranslations } from 'next-intl';
import type { OrderView, RefundView } from '@/lib/orders/model';
import { lineName } from './line-name';

/** Which units a cancellation took, in words: `달항아리 흰색 2개, 접시 1개`. */
export function useUnitsText({ lines }: OrderView): (refund: RefundView) => string {
  const t = useTranslations('cancellation');
  const nameOf = new Map(lines.map((line) => [line.id, lineName(line)]));
  return (refund) =>
    refund.lines.map(({ lineId, quantity }) => t('units', { name: nameOf.get(lineId) ?? '', quantity })).join(', ');
}
