import { useTranslations } from 'next-intl';
import { Pill, type Tone } from '@/components/ui/pill';
import type { ProductStatus } from '@/lib/catalog/model';

const tones = { DRAFT: 'warning', ACTIVE: 'success', ARCHIVED: 'neutral' } as const satisfies Record<
  ProductStatus,
  Tone
>;

export function ProductStatusPill({ status }: { status: ProductStatus }) {
  const t = useTranslations('admin.products.status');
  return <Pill tone={tones[status]}>{t(status)}</Pill>;
}
