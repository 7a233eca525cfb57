import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LocaleSwitch } from '@/components/preferences/locale-switch';
import type { Theme } from '@/components/preferences/preferences';
import { ThemeSwitch } from '@/components/preferences/theme-switch';
import { Wordmark } from '@/components/shop/wordmark';
import { paths } from '@/lib/http/paths';
import { AdminMenu } from './admin-menu';
import { AdminMenuSheet } from './admin-menu-sheet';
import { AdminUserMenu } from './admin-user-menu';
import { AlertBell } from './alert-bell';

type AdminShellProps = {
  /** Who is signed in. */
  user: { name: string; email: string };
  theme: Theme;
  /** The server action that ends the session. */
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** What stands around every page of the back office: a side menu, a bar, and the page. It is told everything: the layout reads. */
export function AdminShell({ user, theme, signOut, children }: AdminShellProps) {
  const t = useTranslations('admin.nav');
  return (
    <div className="min-h-dvh bg-canvas text-[0.9375rem] lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <aside className="sticky top-0 flex h-dvh flex-col border-r bg-sunken/50 px-3 max-lg:hidden">
        <Link href={paths.admin} aria-label={t('title')} className="flex h-14 items-center rounded-sm px-2">
          <Wordmark />
        </Link>
        <AdminMenu className="mt-2 flex-1 overflow-y-auto" />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-40 flex h-14 items-center gap-1 border-b bg-canvas/92 px-4 backdrop-blur-md sm:px-6">
          <AdminMenuSheet className="-ml-2.5 lg:hidden" />
          <Link href={paths.admin} aria-label={t('title')} className="flex h-11 items-center rounded-sm lg:hidden">
            {/* The bar is full on phones: of the sign as much shows as there is room for. */}
            <Wordmark className="max-[22.5rem]:[&>span]:hidden max-[25rem]:[&>span>span:last-child]:hidden" />
          </Link>
          <div className="ml-auto flex items-center gap-0.5">
            <AlertBell />
            <LocaleSwitch className="max-sm:[&_svg]:hidden" />
            <ThemeSwitch theme={theme} />
            <AdminUserMenu user={user} signOut={signOut} />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 sm:px-6 lg:py-8">
          {children}
        </main>
      </div>
    </div>
  );
}
