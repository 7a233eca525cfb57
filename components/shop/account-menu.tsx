'use client';

import { BellRing, LogOut, Package, Settings2, Store, TicketPercent, User, Wallet } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { paths } from '@/lib/http/paths';
import type { FrameUser } from './frame-data';

export function AccountMenu({ user, signOut }: { user: FrameUser; signOut: () => Promise<void> }) {
  const t = useTranslations('shop.nav');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('account')} className="max-lg:hidden">
          <User aria-hidden strokeWidth={1.75} />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-52">
        <DropdownMenuLabel className="text-ink text-sm font-semibold">
          {t('hello', { name: user.name })}
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        {entries.map(({ key, href, icon: Icon }) => (
          <DropdownMenuItem key={key} asChild>
            <Link href={href}>
              <Icon aria-hidden />
              {t(key)}
            </Link>
          </DropdownMenuItem>
        ))}
        {user.isAdmin && (
          <DropdownMenuItem asChild>
            <Link href={paths.admin}>
              <Store aria-hidden />
              {t('backOffice')}
            </Link>
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => startTransition(signOut)}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const entries = [
  { key: 'orders', href: paths.orders, icon: Package },
  { key: 'wallet', href: paths.wallet, icon: Wallet },
  { key: 'coupons', href: paths.coupons, icon: TicketPercent },
  { key: 'restockAlerts', href: paths.restockAlerts, icon: BellRing },
  { key: 'profile', href: paths.account, icon: Settings2 },
] as const;
