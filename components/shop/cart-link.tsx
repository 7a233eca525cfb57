import { ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { CountBadge } from '@/components/ui/count-badge';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';

export function CartLink({ count }: { count: number }) {
  const t = useTranslations('shop.nav');
  return (
    <LinkButton asChild variant="ghost" size="icon" className="relative -mr-2">
      <Link href={paths.cart} aria-label={t('cartWithCount', { count })}>
        <ShoppingBag aria-hidden strokeWidth={1.75} />
        <CountBadge count={count} className="absolute top-0.5 right-0.5" />
      </Link>
    </LinkButton>
  );
}
