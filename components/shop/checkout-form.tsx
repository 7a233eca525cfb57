'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useActionState, useEffect, useEffectEvent, useRef, useState } from 'react';
import { isNewerCart, useFetchCart } from '@/components/queries/cart';
import { useIsChoosingCoupons } from '@/components/queries/coupons';
import { Card, CardSection } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import type { CartView } from '@/lib/cart/model';
import type { ActionState } from '@/lib/http/define-action';
import type { AddressView } from '@/lib/identity/model';
import { formatWon } from '@/lib/shared/money';
import { EmptyCart } from './cart-contents';
import { CartCoupons } from './cart-coupons';
import { CheckoutAddress } from './checkout-address';
import { CheckoutButtons } from './checkout-buttons';
import { CheckoutLines } from './checkout-lines';
import { FreeShippingNudge } from './free-shipping-nudge';
import { focusFirstFix } from './line-problem-note';
import { QuoteRows } from './quote-rows';
import { useBestCoupons } from './use-best-coupons';
import { useFormFailure } from './use-form-failure';
import { useRefusalText } from './use-refusal-text';
import type { TopUpOffer } from './use-top-up';
import { WalletPanel } from './wallet-panel';

/** Leads to the order's page when it succeeds. */
type CheckoutAction = (previous: ActionState<Ordered>, form: FormData) => Promise<ActionState<Ordered>>;
type Ordered = { orderId: string; holdExpiresAt: string | null };

type CheckoutFormProps = {
  cart: CartView;
  addresses: AddressView[];
  /** Another address can be kept. */
  canSave: boolean;
  suggested: { recipient: string; phone: string };
  /** How long an order waits for its payment. */
  holdMinutes: number;
  balanceWon: number;
  checkout: CheckoutAction;
  topUpOffer: TopUpOffer;
};

const formId = 'checkout';

/**
 * Where to, paid from what, and one button. What the shopper agrees to is what the page shows: the form carries the version of that cart and its
 * total, and the cart on the page changes only with a word about it.
 */
export function CheckoutForm({
  addresses,
  canSave,
  suggested,
  holdMinutes,
  checkout,
  topUpOffer,
  balanceWon,
  ...props
}: CheckoutFormProps) {
  const t = useTranslations('checkout');
  const [state, action, pending] = useActionState(checkout, { status: 'idle' });
  const { cart, setCart, setPrice, changedFromWon, settled } = useAgreedCart(props.cart, state);
  const best = useBestCoupons(cart, { onChanged: setPrice });
  const [isChoosing, isChoosingByHand] = [useIsChoosingCoupons(), useIsChoosingCoupons({ byHand: true })];
  const { formRef, errorAt, typed } = useFormFailure(state);
  const { totalWon } = cart.quote;
  if (cart.lines.length === 0) return <EmptyCart />;

  return (
    <div className="mt-6 grid grid-cols-1 items-start gap-6 lg:mt-8 lg:grid-cols-[minmax(0,1fr)_23rem] lg:gap-12">
      <div className="grid grid-cols-1 gap-6">
        <Card>
          <form id={formId} ref={formRef} action={action} noValidate>
            <CardSection title={t('address.title')} className="border-t-0">
              <CheckoutAddress {...{ addresses, canSave, suggested, errorAt, typed }} />
            </CardSection>
            <input type="hidden" name="cartVersion" value={cart.version} />
            <input type="hidden" name="expectedTotalWon" value={totalWon} />
          </form>
        </Card>
        <Card>
          <CardSection title={t('payment.title')} description={t('payment.lead')}>
            <WalletPanel
              balanceWon={balanceWon}
              neededWon={totalWon}
              offer={topUpOffer}
              isBlocked={cart.lines.some(({ problem }) => problem !== null && problem !== 'PRICE_CHANGED')}
            />
          </CardSection>
        </Card>
        <Card>
          <CardSection title={t('lines.title', { count: cart.lines.length })}>
            <CheckoutLines lines={cart.lines} onChanged={setCart} />
          </CardSection>
        </Card>
      </div>
      <Card className="lg:sticky lg:top-24">
        <section aria-label={t('summary')} className="grid grid-cols-1 gap-5 p-5 sm:p-6">
          <CartCoupons cart={cart} best={best} onChanged={setCart} />
          <FreeShippingNudge quote={cart.quote} />
          <QuoteRows
            quote={cart.quote}
            coupons={cart.coupons.filter(({ applied }) => applied)}
            changing={isChoosingByHand}
          />
          {!settled && <CheckoutRefusal state={state} totalWon={totalWon} changedFromWon={changedFromWon} />}
          <CheckoutButtons
            formId={formId}
            cart={cart}
            balanceWon={balanceWon}
            holdMinutes={holdMinutes}
            pending={pending}
            isChoosing={isChoosing}
          />
        </section>
      </Card>
    </div>
  );
}

/**
 * The cart that the shopper looks at and agrees to. After a refusal that comes from another cart than this one it is read anew; `changedFromWon` is the
 * total that was agreed to before, when the present one is another.
 */
function useAgreedCart(rendered: CartView, state: ActionState<Ordered>) {
  const [shown, setShown] = useState<ShownCart>({ cart: rendered, agreedWon: rendered.quote.totalWon });
  const fetchCart = useFetchCart();
  const cart = isNewerCart(rendered, shown.cart) ? rendered : shown.cart;

  const replace = (next: CartView) => setShown({ cart: next, agreedWon: cart.quote.totalWon });
  const readAnew = useEffectEvent(async (failure: Extract<ActionState<Ordered>, { status: 'failed' }>) => {
    const { error } = failure;
    if (error.code === 'order.totalChanged' && error.cart) replace(error.cart);
    else if (staleCodes.has(error.code)) replace(await fetchCart());
    // What is short may be out of sight; the keyboard goes to its first way out, and the page with it.
    if (error.code === 'inventory.shortage') requestAnimationFrame(focusFirstFix);
  });
  const seen = useRef(state);
  useEffect(() => {
    if (state === seen.current) return;
    seen.current = state;
    if (state.status === 'failed') void readAnew(state);
  }, [state]);

  const changed = cart === shown.cart && shown.agreedWon !== cart.quote.totalWon;
  return {
    cart,
    /** A change that the shopper made: its total needs no word. */
    setCart: (next: CartView) => setShown({ cart: next, agreedWon: next.quote.totalWon, settled: state }),
    /** The house found better coupons: the word about the last refusal stays. */
    setPrice: (next: CartView) =>
      setShown({ ...shown, cart: next, agreedWon: changed ? shown.agreedWon : next.quote.totalWon }),
    /** The shopper has done something about the last refusal. */
    settled: state === shown.settled,
    changedFromWon: changed ? shown.agreedWon : null,
  };
}

/** `settled`: the refusal that the shopper has answered with a change. */
type ShownCart = { cart: CartView; agreedWon: number; settled?: ActionState<Ordered> };

/** Refusals that say that the cart, its prices or its stock are no longer what the page shows. */
const staleCodes = new Set([
  'cart.changed',
  'cart.empty',
  'cart.quantityLimit',
  'order.totalChanged',
  'coupon.gone',
  'inventory.shortage',
]);

type CheckoutRefusalProps = { state: ActionState<Ordered>; totalWon: number; changedFromWon: number | null };

/** Why the last try did not become an order. A field's error stands at the field. */
function CheckoutRefusal({ state, totalWon, changedFromWon }: CheckoutRefusalProps) {
  const t = useTranslations('checkout.refusal');
  const locale = useLocale();
  const refusalText = useRefusalText();
  if (state.status !== 'failed') return null;
  const { error } = state;
  if (error.code === 'http.badInput') return <Notice tone="danger">{t('fields')}</Notice>;
  if (changedFromWon !== null) {
    const totals = { before: formatWon(changedFromWon, locale), now: formatWon(totalWon, locale) };
    return (
      <Notice tone="warning" title={t('totalChanged', totals)}>
        {t('totalChangedBody')}
      </Notice>
    );
  }
  return <Notice tone="danger">{refusalText(error)}</Notice>;
}
