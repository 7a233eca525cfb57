'use client';

import { ShoppingBag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCart } from '@/components/queries/cart';
import { useIsChoosingCoupons } from '@/components/queries/coupons';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import type { CartView } from '@/lib/cart/model';
import { paths } from '@/lib/http/paths';
import { CartCoupons } from './cart-coupons';
import { CartExpiry } from './cart-expiry';
import { CartLines } from './cart-lines';
import { CheckoutLink } from './checkout-link';
import { FreeShippingNudge } from './free-shipping-nudge';
import { QuoteRows } from './quote-rows';
import { useBestCoupons } from './use-best-coupons';

/** The cart's page: its lines, and what they come to. */
export function CartContents({ cart: rendered }: { cart: CartView }) {
  const t = useTranslations('shop.cart');
  const cart = useCart(rendered);
  const best = useBestCoupons(cart, { changing: cart.changing });
  const isChoosing = useIsChoosingCoupons({ byHand: true });
  if (cart.lines.length === 0) return <EmptyCart />;
  return (
    <div className="mt-6 grid grid-cols-1 items-start gap-8 lg:mt-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-14">
      <div>
        <CartLines lines={cart.lines} />
        <CartExpiry expiresAt={cart.expiresAt} />
      </div>
      <Card className="lg:sticky lg:top-24">
        <section aria-label={t('summary')} className="grid gap-5 p-5 sm:p-6">
          <CartCoupons cart={cart} best={best} />
          <FreeShippingNudge quote={cart.quote} />
          <QuoteRows
            quote={cart.quote}
            coupons={cart.coupons.filter(({ applied }) => applied)}
            changing={cart.changing || isChoosing}
          />
          <CheckoutLink cart={cart} />
        </section>
      </Card>
    </div>
  );
}

export function EmptyCart() {
  const t = useTranslations('shop.cart');
  return (
    <EmptyState
      icon={ShoppingBag}
      title={t('emptyTitle')}
      body={t('emptyBody')}
      action={
        <LinkButton asChild>
          <Link href={paths.products}>{t('toProducts')}</Link>
        </LinkButton>
      }
    />
  );
}
