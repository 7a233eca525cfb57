'use client';

import { useContext, useEffect, useRef } from 'react';
import { CartOwnerContext } from '@/components/queries/cart';
import {
  useAskIsChoosingByHand,
  useChooseBestCoupons,
  useIsChoosingCoupons,
  useUsableCoupons,
} from '@/components/queries/coupons';
import type { CartView } from '@/lib/cart/model';

type BestCouponsOptions = { onChanged?: ((cart: CartView) => void) | undefined; changing?: boolean };
export type BestCouponsChoice = ReturnType<typeof useChooseBestCoupons>;

/**
 * Keeps chosen what makes a member's cart cost the least, from the first look and whenever its lines or their coupons have become others,
 * until they choose for themselves. `changing`: lines are on their way to become others, which are waited for.
 */
export function useBestCoupons(
  cart: Pick<CartView, 'lines' | 'couponsByHand'>,
  { onChanged, changing = false }: BestCouponsOptions = {},
): BestCouponsChoice {
  const isMember = useContext(CartOwnerContext) !== 'guest';
  const choice = useChooseBestCoupons(onChanged);
  const { mutate } = choice;
  const { data: usable } = useUsableCoupons();
  const goods = cart.lines.map((line) => [line.variantId, line.quantity, line.unitPriceWon, line.problem]).join();
  const coupons = usable?.items.map(({ id }) => id).join();
  // A choice by hand that is on its way stands, though the cart does not say so yet.
  const isChoosingByHand = useIsChoosingCoupons({ byHand: true });
  const askIsChoosingByHand = useAskIsChoosingByHand();
  const isWanted = isMember && cart.lines.length > 0 && !cart.couponsByHand && !changing && !isChoosingByHand;
  const chosenFor = useRef<{ goods: string; coupons: string | undefined } | null>(null);
  useEffect(() => {
    if (!isWanted || askIsChoosingByHand()) return;
    const last = chosenFor.current;
    // The first list of coupons is no change: the server knew them when it chose.
    const isSame = last?.goods === goods && (last.coupons === undefined || last.coupons === coupons);
    chosenFor.current = { goods, coupons };
    if (!isSame) mutate();
  }, [isWanted, goods, coupons, mutate, askIsChoosingByHand]);
  return choice;
}
