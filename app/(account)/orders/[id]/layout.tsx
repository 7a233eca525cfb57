import type { ReactNode } from 'react';
import { orderOf } from './order';

type OrderLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that strangers are redirected and unknown orders answered with 404, not with a skeleton's 200. */
export default async function OrderLayout({ params, children }: OrderLayoutProps) {
  await orderOf((await params).id);
  return children;
}
