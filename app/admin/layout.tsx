import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { AdminShell } from '@/components/admin/admin-shell';
import { currentTheme } from '@/components/preferences/current-theme';
import { signOut } from '@/components/shop/identity-actions';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';

/** Admins only. Every use case asks again: a layout does not run for each request of a page below it. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const [user, theme] = await Promise.all([requireAdmin(paths.admin), currentTheme()]);
  return (
    <NextIntlClientProvider>
      <AdminShell user={user} theme={theme} signOut={signOut}>
        {children}
      </AdminShell>
    </NextIntlClientProvider>
  );
}
