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
import { BuyBar } from './buy-bar';
import { useCartState } from './cart-provider';
import { purchaseLimit } from './option-rules';
import { useRefusalText } from './use-refusal-text';

type BuyFormProps = {
  variant: VariantView;
  addToCart: (previous: ActionState<CartView>, form: FormData) => Promise<ActionState<CartView>>;
};

/** Which of the two buttons was pressed: into the cart, or through it straight to the checkout. */
type Intent = 'add' | 'buy';

/** How many, and the two buttons. Of what is sold out only the answer to the last press stays. */
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
  const soldOut = variant.stockStatus === 'SOLD_OUT';
  const button = (name: Intent) => ({
    type: 'submit' as const,
    name: 'intent',
    value: name,
    size: 'lg' as const,
    loading: pending && intent === name,
    onClick: () => setIntent(name),
  });

  if (soldOut && state.status === 'idle') return null;
  return (
    <form action={action} className="grid gap-5">
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="quantity" value={quantity} />
      {!soldOut && (
        <div className="flex items-center justify-between gap-4 border-t pt-5">
          <QuantityStepper value={quantity} onChange={setWanted} max={limit} />
          <p className="text-right">
            <span className="mr-3 whitespace-nowrap text-muted text-sm max-[22rem]:mr-0 max-[22rem]:block">
              {t('total')}
            </span>
            <Money won={variant.priceWon * quantity} className="font-bold text-xl" />
          </p>
        </div>
      )}
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
      {!soldOut && (
        <BuyBar className="grid-cols-2">
          <Button {...button('add')} variant="outline">
            {t('addToCart')}
          </Button>
          <Button {...button('buy')}>{t('buyNow')}</Button>
        </BuyBar>
      )}
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
