'use client';

import { House, LayoutGrid, ShoppingBag, User } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { CountBadge } from '@/components/ui/count-badge';
import { paths } from '@/lib/http/paths';
import { useCartState } from './cart-provider';

/** Within reach of the thumb on phones. Gives way to a page's own bar (`data-buy-bar`, see globals.css). */
export function BottomNav({ signedIn }: { signedIn: boolean }) {
  const t = useTranslations('shop.nav');
  const pathname = usePathname();
  const { units } = useCartState();
  const entries = [
    { key: 'home', label: t('home'), href: paths.home, icon: House, under: '' },
    { key: 'all', label: t('all'), href: paths.products, icon: LayoutGrid, under: paths.products },
    { key: 'cart', label: t('cart'), href: paths.cart, icon: ShoppingBag, under: paths.cart },
    {
      key: 'account',
      label: t('account'),
      href: signedIn ? paths.account : paths.signIn,
      icon: User,
      under: paths.account,
    },
  ];
  return (
    <nav
      aria-label={t('label')}
      data-bottom-nav
      className="sticky bottom-0 z-40 border-t bg-canvas pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid grid-cols-4">
        {entries.map(({ key, label, href, icon: Icon, under }) => {
          const here = pathname === href || (under !== '' && pathname.startsWith(`${under}/`));
          return (
            <li key={key}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                aria-label={key === 'cart' ? t('cartWithCount', { count: units }) : undefined}
                className="flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-faint focus-visible:-outline-offset-4 aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                <span className="relative">
                  <Icon aria-hidden strokeWidth={here ? 2.1 : 1.75} className="size-[1.375rem]" />
                  {key === 'cart' && <CountBadge count={units} className="-top-1.5 -right-2.5 absolute" />}
                </span>
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
