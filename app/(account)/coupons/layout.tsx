import type { ReactNode } from 'react';
import AccountPagesLayout from '@/app/(account)/account/layout';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';

/** Outside the loading boundary, so that whoever is not signed in is redirected before a skeleton is sent. */
export default async function CouponsLayout({ children }: { children: ReactNode }) {
  await requireUser(paths.coupons);
  return <AccountPagesLayout>{children}</AccountPagesLayout>;
}
