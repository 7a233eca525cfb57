import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeliveryDetail } from '@/components/admin/delivery-detail';
import { db } from '@/lib/db/client';
import { listDeliveries } from '@/lib/delivery/delivery-queries';
import { DeliveryQuery } from '@/lib/delivery/model';
import { unwrap } from '@/lib/shared/result';
import { readDelivery } from './delivery';

type DeliveryPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: DeliveryPageProps): Promise<Metadata> {
  const [t, delivery] = await Promise.all([
    getTranslations('admin.deliveries.detail'),
    readDelivery((await params).id),
  ]);
  return { title: t('title', { number: delivery.orderNumber }) };
}

export default async function DeliveryPage({ params }: DeliveryPageProps) {
  const delivery = await readDelivery((await params).id);
  const { orderId, endpoint } = delivery;
  const line = await listDeliveries(db(), DeliveryQuery.parse({ orderId, endpointId: endpoint.id }));
  return <DeliveryDetail rendered={delivery} line={unwrap(line)} />;
}
