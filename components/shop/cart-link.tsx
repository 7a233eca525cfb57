'use client';

import { ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CountBadge } from '@/components/ui/count-badge';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';
import { useCartState } from './cart-provider';

export function CartLink() {
  const t = useTranslations('shop.nav');
  const { units } = useCartState();
  return (
    <LinkButton asChild variant="ghost" size="icon" className="relative -mr-2">
      <Link href={paths.cart} aria-label={t('cartWithCount', { count: units })}>
        <ShoppingBag aria-hidden strokeWidth={1.75} />
        <CountBadge count={units} className="absolute top-0.5 right-0.5" />
      </Link>
    </LinkButton>
  );
}
