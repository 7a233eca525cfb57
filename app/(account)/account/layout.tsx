import type { ReactNode } from 'react';
import { AccountNav } from '@/components/shop/account-nav';

/** Frames every page of the account: its width, its distance from the header, and the way between them. */
export default function AccountPagesLayout({ children }: { children: ReactNode }) {
  return (
    <div className="page grid grid-cols-1 content-start gap-6 py-6 lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-14 lg:py-12">
      <AccountNav />
      <div className="min-w-0 max-w-3xl">{children}</div>
    </div>
  );
}
