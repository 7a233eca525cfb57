'use client';

import { useContext, useEffect, useRef } from 'react';
import { CartOwnerContext } from '@/components/queries/cart';
import { useChooseBestCoupons } from '@/components/queries/coupons';
import type { CartView } from '@/lib/cart/model';

type BestCouponsOptions = { onChanged?: ((cart: CartView) => void) | undefined; changing?: boolean };
export type BestCouponsChoice = ReturnType<typeof useChooseBestCoupons>;

/**
 * Keeps chosen what makes a member's cart cost the least, from the first look and after each change of its lines, until they choose for
 * themselves. `changing`: lines are on their way to become others, which are waited for.
 */
export function useBestCoupons(
  cart: Pick<CartView, 'lines' | 'couponsByHand'>,
  { onChanged, changing = false }: BestCouponsOptions = {},
): BestCouponsChoice {
  const isMember = useContext(CartOwnerContext) !== 'guest';
  const choice = useChooseBestCoupons(onChanged);
  const { mutate } = choice;
  const chosenFor = useRef<string | null>(null);
  const goods = cart.lines.map((line) => [line.variantId, line.quantity, line.unitPriceWon, line.problem]).join();
  const isWanted = isMember && cart.lines.length > 0 && !cart.couponsByHand && !changing;
  useEffect(() => {
    if (!isWanted || chosenFor.current === goods) return;
    chosenFor.current = goods;
    mutate();
  }, [isWanted, goods, mutate]);
  return choice;
}
