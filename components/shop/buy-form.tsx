'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useRememberCart } from '@/components/queries/cart';
import { Button } from '@/components/ui/button';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { QuantityStepper } from '@/components/ui/quantity-stepper';
import { textLink } from '@/components/ui/text-link';
import type { CartView } from '@/lib/cart/model';
import type { VariantView } from '@/lib/catalog/model';
import type { ActionState } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { useCartState } from './cart-provider';
import { purchaseLimit } from './option-rules';
import { useRefusalText } from './use-refusal-text';

type BuyFormProps = {
  variant: VariantView;
  addToCart: (previous: ActionState<CartView>, form: FormData) => Promise<ActionState<CartView>>;
};

/** Which of the two buttons was pressed: into the cart, or through it straight to the checkout. */
type Intent = 'add' | 'buy';

/** How many, and the two buttons. On phones the buttons stay at the bottom of the screen. */
export function BuyForm({ variant, addToCart }: BuyFormProps) {
  const t = useTranslations('shop.product');
  const [state, action, pending] = useActionState(addToCart, { status: 'idle' });
  const [intent, setIntent] = useState<Intent>('add');
  const [wanted, setWanted] = useState(1);
  const refusalText = useRefusalText();
  useShowInDrawer(state);

  const limit = purchaseLimit(variant);
  // Stock may fall while the page is open; the number in the form never promises more than there is.
  const quantity = Math.min(wanted, limit);
  const soldOut = variant.stockStatus === 'SOLD_OUT' ? t('soldOutReason') : null;
  const button = (name: Intent) => ({
    type: 'submit' as const,
    name: 'intent',
    value: name,
    size: 'lg' as const,
    disabledReason: soldOut,
    loading: pending && intent === name,
    onClick: () => setIntent(name),
  });

  return (
    <form action={action} className="grid gap-5">
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="quantity" value={quantity} />
      <div className="flex items-center justify-between gap-4 border-t pt-5">
        <QuantityStepper value={quantity} onChange={setWanted} max={limit} disabled={soldOut !== null} />
        <p className="text-right">
          <span className="mr-3 whitespace-nowrap text-muted text-sm max-[22rem]:mr-0 max-[22rem]:block">
            {t('total')}
          </span>
          <Money won={variant.priceWon * quantity} className="font-bold text-xl" />
        </p>
      </div>
      {quantity === limit && !soldOut && limit > 1 && (
        <p className="-mt-2 text-faint text-sm">
          {limit === variant.maxPerOrder ? t('limitPerOrder', { limit }) : t('limitByStock', { limit })}
        </p>
      )}
      {state.status === 'failed' && <Notice tone="danger">{refusalText(state.error)}</Notice>}
      {state.status === 'done' && (
        <Notice
          tone="success"
          action={
            <Link href={paths.cart} className={textLink}>
              {t('toCart')}
            </Link>
          }
        >
          {t('added')}
        </Notice>
      )}
      <div
        data-buy-bar
        className="grid grid-cols-2 gap-2.5 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-40 max-lg:border-t max-lg:bg-canvas max-lg:px-5 max-lg:py-3 max-lg:pb-[max(0.75rem,env(safe-area-inset-bottom))]"
      >
        <Button {...button('add')} variant="outline">
          {t('addToCart')}
        </Button>
        <Button {...button('buy')}>{soldOut ? t('soldOut') : t('buyNow')}</Button>
      </div>
    </form>
  );
}

/** The drawer opens on what was just added, and knows it already. */
function useShowInDrawer(state: ActionState<CartView>) {
  const remember = useRememberCart();
  const { openDrawer } = useCartState();
  const shown = useRef(state);
  const show = useEffectEvent((cart: CartView) => {
    remember(cart);
    openDrawer();
  });
  useEffect(() => {
    if (shown.current === state) return;
    shown.current = state;
    if (state.status === 'done') show(state.value);
  }, [state]);
}
