'use client';

import { usePathname } from 'next/navigation';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { CartOwnerContext, isNewerCart, useForgetOtherCarts, useKnownCart } from '@/components/queries/cart';
import type { CartMark } from '@/lib/cart/model';
import { CartDrawer } from './cart-drawer';

type CartState = { units: number; openDrawer: () => void };

const CartContext = createContext<CartState>({ units: 0, openDrawer: () => {} });

type CartProviderProps = {
  /** The signed-in member's id; null for a guest. */
  userId: string | null;
  /** The cart as the layout was rendered with. */
  mark: CartMark;
  children: ReactNode;
};

/** Knows how much lies in the cart, whichever part of the page changed it, and holds the drawer. */
export function CartProvider({ userId, ...props }: CartProviderProps) {
  return (
    <CartOwnerContext value={userId ?? 'guest'}>
      <CartStateProvider {...props} />
    </CartOwnerContext>
  );
}

function CartStateProvider({ mark, children }: Omit<CartProviderProps, 'userId'>) {
  const pathname = usePathname();
  // Open on one page: whoever goes on to another leaves the drawer behind.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const known = useKnownCart();
  useForgetOtherCarts();
  const units =
    known === undefined || isNewerCart(mark, known)
      ? mark.units
      : known.lines.reduce((sum, line) => sum + line.quantity, 0);
  const state = useMemo(() => ({ units, openDrawer: () => setOpenOn(pathname) }), [units, pathname]);
  return (
    <CartContext value={state}>
      {children}
      {known && <CartDrawer cart={known} open={openOn === pathname} onClose={() => setOpenOn(null)} />}
    </CartContext>
  );
}

export function useCartState(): CartState {
  return useContext(CartContext);
}
