'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCart } from '@/components/queries/cart';
import { useIsChoosingCoupons } from '@/components/queries/coupons';
import { LinkButton } from '@/components/ui/link-button';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { CartView } from '@/lib/cart/model';
import { paths } from '@/lib/http/paths';
import { EmptyCart } from './cart-contents';
import { CartLines } from './cart-lines';
import { CheckoutLink } from './checkout-link';
import { FreeShippingNudge } from './free-shipping-nudge';
import { QuoteRows } from './quote-rows';
import { useBestCoupons } from './use-best-coupons';

type CartDrawerProps = { cart: CartView; open: boolean; onClose: () => void };

/** The cart at the edge of the page, after something was put in. Escape, the cross and the page behind close it. */
export function CartDrawer({ cart, open, onClose }: CartDrawerProps) {
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <DrawerContents cart={cart} />}
    </Sheet>
  );
}

function DrawerContents({ cart: known }: { cart: CartView }) {
  const t = useTranslations('shop.cart');
  const cart = useCart(known);
  useBestCoupons(cart, { changing: cart.changing });
  const isChoosing = useIsChoosingCoupons({ byHand: true });
  const empty = cart.lines.length === 0;
  return (
    <SheetContent
      title={t('title')}
      footer={
        empty ? null : (
          <div className="grid gap-4">
            <FreeShippingNudge quote={cart.quote} />
            <QuoteRows quote={cart.quote} changing={cart.changing || isChoosing} />
            <div className="grid grid-cols-2 gap-2">
              <LinkButton asChild variant="secondary" size="lg">
                <Link href={paths.cart}>{t('view')}</Link>
              </LinkButton>
              <CheckoutLink cart={cart} />
            </div>
          </div>
        )
      }
    >
      {empty ? <EmptyCart /> : <CartLines lines={cart.lines} compact />}
    </SheetContent>
  );
}
