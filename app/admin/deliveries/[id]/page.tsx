import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { DeliveryDetail } from '@/components/admin/delivery-detail';
import { db } from '@/lib/db/client';
import { getDelivery } from '@/lib/delivery/queries';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { isId } from '@/lib/shared/ids';

type DeliveryPageProps = { params: Promise<{ id: string }> };

const readDelivery = cache(async (id: string) => {
  await requireAdmin(paths.adminDelivery(id));
  const delivery = isId(id) ? await getDelivery(db(), id) : null;
  if (!delivery?.ok) notFound();
  return delivery.value;
});

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
