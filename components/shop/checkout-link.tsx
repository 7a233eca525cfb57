'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ShownCart } from '@/components/queries/cart';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { paths } from '@/lib/http/paths';
import { canBeOrdered } from './line-problems';

/** On to the checkout, or what stands in the way. */
export function CheckoutLink({ cart }: { cart: ShownCart }) {
  const t = useTranslations('shop.cart');
  const blocked = cart.lines.filter((line) => !canBeOrdered(line)).length;
  if (blocked > 0) {
    return (
      <Button size="lg" wide disabledReason={t('fixFirst', { count: blocked })}>
        {t('checkout')}
      </Button>
    );
  }
  return (
    <LinkButton asChild size="lg" wide>
      <Link href={paths.checkout}>{t('checkout')}</Link>
    </LinkButton>
  );
}
