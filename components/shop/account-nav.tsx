'use client';

import { BellRing, Package, TicketPercent, UserRound, Wallet } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';

const entries = [
  { key: 'profile', href: paths.account, icon: UserRound },
  { key: 'orders', href: paths.orders, icon: Package },
  { key: 'wallet', href: paths.wallet, icon: Wallet },
  { key: 'coupons', href: paths.coupons, icon: TicketPercent },
  { key: 'restockAlerts', href: paths.restockAlerts, icon: BellRing },
] as const;

/** The pages of a member's account: a column beside them, on phones a row above. */
export function AccountNav() {
  const t = useTranslations('shop.nav');
  const pathname = usePathname();
  return (
    <nav aria-label={t('account')} className="min-w-0">
      <ul className="-mx-1 flex gap-1 overflow-x-auto p-1 lg:sticky lg:top-28 lg:flex-col lg:gap-0.5">
        {entries.map(({ key, href, icon: Icon }) => {
          const here = pathname === href || (href !== paths.account && pathname.startsWith(`${href}/`));
          return (
            <li key={key}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className="flex h-11 items-center gap-2.5 whitespace-nowrap rounded-md px-4 max-sm:px-3 max-[22rem]:px-2 text-[0.9375rem] text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                {/* Phones have no room for it beside four names. */}
                <Icon aria-hidden strokeWidth={here ? 2.1 : 1.75} className="size-[1.125rem] max-sm:hidden" />
                {t(key)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
