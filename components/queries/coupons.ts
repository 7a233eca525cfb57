'use client';

import { useIsMutating, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useCallback, useContext } from 'react';
import type { BestChosen, CartView } from '@/lib/cart/model';
import {
  type Claimed,
  type CouponHistory,
  type CouponView,
  cartCouponsMax,
  type TicketView,
} from '@/lib/coupons/model';
import { apiPaths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';
import { CartOwnerContext, useRememberCart } from './cart';

const usableKey = ['coupons', 'usable'] as const;
const choiceKey = ['cart-coupons'] as const;
const choiceByHandKey = [...choiceKey, 'by-hand'] as const;
/** How a place in the queue is asked for again, where the server does not say. */
const ticketRefreshMs = 2_000;

/** A coupon for signing up comes a moment after it: looked for once more, and as long as there is none a few times. */
const looksAfterMs = [3_000, 3_000, 6_000, 12_000];

/** The coupons that I could choose now, as many as a cart may hold. */
export function useUsableCoupons() {
  const locale = useLocale();
  const isMember = useContext(CartOwnerContext) !== 'guest';
  const query = new URLSearchParams({ state: 'USABLE', limit: String(cartCouponsMax) });
  return useQuery({
    queryKey: [...usableKey, locale],
    enabled: isMember,
    queryFn: ({ signal }) => callApi<Page<CouponView>>(`${apiPaths.coupons}?${query}`, { locale, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      (data?.items.length ? dataUpdateCount < 2 : true) && (looksAfterMs[Math.max(0, dataUpdateCount - 1)] ?? false),
  });
}

/** Chooses the cart's coupons, in place of those chosen before. Changes go one after the other with those of its lines. */
export function useChooseCoupons(onChanged?: (cart: CartView) => void) {
  const locale = useLocale();
  const remember = useRememberCart();
  return useMutation({
    mutationKey: choiceByHandKey,
    scope: { id: 'cart' },
    mutationFn: (couponIds: string[]) =>
      callApi<CartView>(apiPaths.cartCoupons, { method: 'PUT', locale, body: { couponIds } }),
    onSuccess: (cart) => {
      remember(cart);
      onChanged?.(cart);
    },
  });
}

/** Chooses what saves most, in place of what was chosen before; answered with why the others are left out. */
export function useChooseBestCoupons(onChanged?: (cart: CartView) => void) {
  const locale = useLocale();
  const remember = useRememberCart();
  return useMutation({
    mutationKey: choiceKey,
    scope: { id: 'cart' },
    mutationFn: () => callApi<BestChosen>(apiPaths.bestCoupons, { method: 'PUT', locale }),
    onSuccess: ({ cart }) => {
      remember(cart);
      onChanged?.(cart);
    },
  });
}

/** Coupons of the cart are about to be others, and with them its total; `byHand`: since the member wants it so. */
export function useIsChoosingCoupons({ byHand = false } = {}): boolean {
  return useIsMutating({ mutationKey: byHand ? choiceByHandKey : choiceKey }) > 0;
}

/** The same by hand, for effects: it is so from the press on, not from when the page is drawn anew. */
export function useAskIsChoosingByHand(): () => boolean {
  const queries = useQueryClient();
  return useCallback(() => queries.isMutating({ mutationKey: choiceByHandKey }) > 0, [queries]);
}

/** Takes a coupon, or a place in the queue for it. Sent again with its key, a claim that got no answer is the same claim. */
export function useClaimCoupon(campaignId: string, idempotencyKey: string) {
  const locale = useLocale();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callApi<Claimed>(apiPaths.couponClaims(campaignId), { method: 'POST', locale, idempotencyKey }),
    onSuccess: () => queries.invalidateQueries({ queryKey: usableKey }),
  });
}

/** A place in the queue, asked for again until it is served. */
export function useTicket(campaignId: string, ticketId: string | null) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['coupons', 'ticket', ticketId, locale],
    queryFn: ({ signal }) => callApi<TicketView>(apiPaths.couponTicket(campaignId, ticketId ?? ''), { locale, signal }),
    enabled: ticketId !== null,
    refetchInterval: ({ state: { data } }) => (data && data.state !== 'WAITING' ? false : ticketRefreshMs),
  });
}

/** What happened to one of my coupons. */
export function useCouponHistory(couponId: string) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['coupons', 'history', couponId],
    queryFn: ({ signal }) => callApi<CouponHistory>(apiPaths.couponHistory(couponId), { locale, signal }),
  });
}

/** Enters a code: the coupon that it stands for. */
export function useRedeemCode() {
  const locale = useLocale();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (code: string) =>
      callApi<CouponView>(apiPaths.couponRedemptions, { method: 'POST', locale, body: { code } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: usableKey }),
  });
}
