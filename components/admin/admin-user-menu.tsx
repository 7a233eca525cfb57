'use client';

import { LogOut, Store } from 'lucide-react';
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

type AdminUserMenuProps = { user: { name: string; email: string }; signOut: () => Promise<void> };

export function AdminUserMenu({ user, signOut }: AdminUserMenuProps) {
  const t = useTranslations('admin.nav');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('account')} className="-mr-2">
          <span
            aria-hidden
            className="grid size-7 place-items-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs"
          >
            {[...user.name][0]?.toUpperCase()}
          </span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="min-w-52">
        <DropdownMenuLabel>
          <span className="block font-semibold text-ink text-sm">{user.name}</span>
          {user.email}
        </DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={paths.home}>
            <Store aria-hidden />
            {t('viewShop')}
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => startTransition(signOut)}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
