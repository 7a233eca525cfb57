import type { ReactNode } from 'react';
import { findOrder } from './order';

type OrderLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown order is answered with 404 and not with a skeleton's 200. */
export default async function OrderLayout({ params, children }: OrderLayoutProps) {
  await findOrder((await params).id);
  return children;
}
