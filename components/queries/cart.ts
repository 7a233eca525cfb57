'use client';

import {
  queryOptions,
  replaceEqualDeep,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { createContext, useCallback, useContext, useEffect } from 'react';
import type { CartLineView, CartView } from '@/lib/cart/model';
import type { AppError } from '@/lib/http/errors';
import { apiPaths } from '@/lib/http/paths';
import type { Locale } from '@/lib/shared/locale';
import { callApi, failureOf } from './api-client';
import { useLiveStock } from './live-stock';

/** Prices and stock of a cart that is being looked at are asked for again this often. */
const refreshMs = 15_000;

/** Whose cart this browser shows: a member's id, or `guest`. Part of the key, so that nobody sees the last one's cart. */
export const CartOwnerContext = createContext('guest');

const cartKey = (owner: string, locale: Locale) => ['cart', owner, locale] as const;

const cartQuery = (owner: string, locale: Locale) =>
  queryOptions({
    queryKey: cartKey(owner, locale),
    queryFn: ({ signal }) => callApi<CartView>(apiPaths.cart, { locale, signal }),
    structuralSharing: (heard, next) => laterCart(heard as CartView | undefined, next as CartView),
  });
const changeKey = ['cart-line'] as const;

export type LineChangeOutcome = { onRefused: (failure: AppError) => void; onChanged?: (cart: CartView) => void };

type LineChange = { variantId: string; quantity: number };

/** A line as shown: while a change is on its way it has the quantity that was asked for, and is `changing`. */
export type ShownLine = CartLineView & { changing: boolean };
export type ShownCart = Omit<CartView, 'lines'> & { lines: ShownLine[]; changing: boolean };

/**
 * The cart with the quantities that the shopper has just asked for. Its quote is always the server's own: until the answer is
 * there, `changing` says that it is about to be another one.
 */
export function useCart(rendered: CartView): ShownCart {
  const owner = useContext(CartOwnerContext);
  const locale = useLocale();
  const queries = useQueryClient();
  const { data } = useQuery({
    ...cartQuery(owner, locale),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
  useEffect(() => {
    queries.setQueryData<CartView>(cartKey(owner, locale), (heard) =>
      heard && !isNewerCart(rendered, heard) ? heard : rendered,
    );
  }, [queries, owner, locale, rendered]);
  useLiveStock(
    'variantIds',
    data.lines.map(({ variantId }) => variantId),
  );
  return withChanges(data, usePendingChanges());
}

/** The cart as this page last heard of it, without asking; undefined before. */
export function useKnownCart(): CartView | undefined {
  const owner = useContext(CartOwnerContext);
  const locale = useLocale();
  const { data } = useQuery({ ...cartQuery(owner, locale), enabled: false });
  return data;
}

/** Reads the cart anew, for pages that show one cart until they say otherwise. */
export function useFetchCart(): () => Promise<CartView> {
  const locale = useLocale();
  const remember = useRememberCart();
  return useCallback(async () => {
    const cart = await callApi<CartView>(apiPaths.cart, { locale });
    remember(cart);
    return cart;
  }, [locale, remember]);
}

/** Forgets the carts of everybody else: somebody has just signed in or out. */
export function useForgetOtherCarts(): void {
  const owner = useContext(CartOwnerContext);
  const queries = useQueryClient();
  useEffect(() => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === 'cart' && queryKey[1] !== owner });
  }, [queries, owner]);
}

/** Puts a cart that came from elsewhere (a form's answer) where every part of the page reads it. */
export function useRememberCart(): (cart: CartView) => void {
  const owner = useContext(CartOwnerContext);
  const locale = useLocale();
  const queries = useQueryClient();
  return useCallback(
    (cart) => {
      // What was asked for before may know of no cart at all.
      void queries.cancelQueries({ queryKey: cartKey(owner, locale) });
      queries.setQueryData<CartView>(cartKey(owner, locale), cart);
    },
    [queries, owner, locale],
  );
}

/**
 * Sets a line's quantity; 0 removes it. Changes go one after the other, and one that a later change of the same line overtook
 * is not sent at all.
 */
export function useSetLine({ onRefused, onChanged }: LineChangeOutcome) {
  const owner = useContext(CartOwnerContext);
  const locale = useLocale();
  const queries = useQueryClient();
  const remember = useRememberCart();
  return useMutation<CartView | null, unknown, LineChange>({
    mutationKey: changeKey,
    scope: { id: 'cart' },
    mutationFn: async (change) => {
      const pending = queries.getMutationCache().findAll({ mutationKey: changeKey, status: 'pending' });
      const later = pending
        .map((one) => one.state.variables as LineChange)
        .filter(sameLine(change))
        .at(-1);
      if (later !== change) return null;
      await queries.cancelQueries({ queryKey: cartKey(owner, locale) });
      const { variantId, quantity } = change;
      return callApi<CartView>(apiPaths.cartLine(variantId), { method: 'PUT', locale, body: { quantity } });
    },
    onSuccess: (cart) => {
      if (cart === null) return;
      remember(cart);
      onChanged?.(cart);
    },
    onError: (error) => {
      onRefused(failureOf(error));
      void queries.invalidateQueries({ queryKey: cartKey(owner, locale) });
    },
  });
}

function usePendingChanges(): LineChange[] {
  return useMutationState({
    filters: { mutationKey: changeKey, status: 'pending' },
    select: (mutation) => mutation.state.variables as LineChange,
  });
}

function withChanges(cart: CartView, changes: LineChange[]): ShownCart {
  const lines = cart.lines.map((line) => {
    const change = changes.filter(sameLine(line)).at(-1);
    return { ...line, quantity: change?.quantity ?? line.quantity, changing: change !== undefined };
  });
  return { ...cart, lines: lines.filter((line) => line.quantity > 0), changing: changes.length > 0 };
}

const sameLine = (line: { variantId: string }) => (other: { variantId: string }) => other.variantId === line.variantId;

/** A cart's version only grows. A page may have been rendered before what was heard since, or after it. */
export function isNewerCart(rendered: CartStamp, heard: CartStamp): boolean {
  if (rendered.id === null) return false;
  return rendered.id !== heard.id || rendered.version > heard.version;
}

/** What to show of two answers: one that was asked for before a change, and comes after the change's own, is of the past. */
export function laterCart<Cart extends CartStamp>(heard: Cart | undefined, next: Cart): Cart {
  const isOfThePast = heard !== undefined && next.id === heard.id && next.version < heard.version;
  // Of the same version prices and stock may be others.
  return isOfThePast ? heard : replaceEqualDeep(heard, next);
}

type CartStamp = Pick<CartView, 'id' | 'version'>;
