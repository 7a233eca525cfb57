import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DeliveryDetail } from '@/components/admin/delivery-detail';
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
  return <DeliveryDetail rendered={await readDelivery((await params).id)} />;
}
