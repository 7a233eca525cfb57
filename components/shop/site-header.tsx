import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { LocaleSwitch } from '@/components/preferences/locale-switch';
import { ThemeSwitch } from '@/components/preferences/theme-switch';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';
import { AccountMenu } from './account-menu';
import { CartLink } from './cart-link';
import { CategoryNav } from './category-nav';
import type { FrameData } from './frame-data';
import { HeaderSearch } from './header-search';
import { MenuSheet } from './menu-sheet';
import { Wordmark } from './wordmark';

export function SiteHeader({ user, categories, theme, signOut }: Omit<FrameData, 'cart'>) {
  const t = useTranslations('shop.nav');
  return (
    <header className="sticky top-0 z-40 border-b bg-canvas/92 backdrop-blur-md">
      <div className="page flex h-14 items-center gap-2 sm:gap-3 lg:h-18 xl:gap-5">
        <MenuSheet categories={categories} theme={theme} className="-ml-2.5" />
        <Link href={paths.home} aria-label={t('home')} className="flex h-11 items-center rounded-sm">
          <Wordmark />
        </Link>
        <CategoryNav categories={categories} className="hidden min-w-0 flex-1 lg:flex" />
        <div className="ml-auto flex items-center gap-0.5">
          <HeaderSearch />
          <LocaleSwitch className="max-sm:[&_svg]:hidden" />
          <ThemeSwitch theme={theme} className="max-sm:hidden" />
          {user ? (
            <AccountMenu user={user} signOut={signOut} />
          ) : (
            <LinkButton asChild variant="ghost" size="sm" className="font-medium max-lg:hidden">
              <Link href={paths.signIn}>{t('signIn')}</Link>
            </LinkButton>
          )}
          <CartLink />
        </div>
      </div>
    </header>
  );
}
