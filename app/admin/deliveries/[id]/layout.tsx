import type { ReactNode } from 'react';
import { readDelivery } from './delivery';

type DeliveryLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown delivery is answered with 404 and not with a skeleton's 200. */
export default async function DeliveryLayout({ params, children }: DeliveryLayoutProps) {
  await readDelivery((await params).id);
  return children;
}
