'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import type { EndpointView } from '@/lib/delivery/endpoint-model';
import { EndpointForm } from './delivery-endpoint-form';

/** The form of an endpoint on its own page. */
export function EndpointSettings({ endpoint }: { endpoint: EndpointView }) {
  const t = useTranslations('admin.deliveries.endpoints');
  return <EndpointForm endpoint={endpoint} onSaved={() => toast.success(t('saved'))} />;
}
