import type { ReactNode } from 'react';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';

/** Outside the loading boundary, so that whoever is not signed in is redirected before a skeleton is sent. */
export default async function OrdersLayout({ children }: { children: ReactNode }) {
  await requireUser(paths.orders);
  return children;
}
