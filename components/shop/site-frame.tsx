import type { ReactNode } from 'react';
import type { Theme } from '@/components/preferences/preferences';
import type { CartMark } from '@/lib/cart/model';
import { BottomNav } from './bottom-nav';
import { CartProvider } from './cart-provider';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

export type FrameUser = { id: string; name: string; isAdmin: boolean };
export type FrameCategory = { slug: string; name: string; children: FrameCategory[] };

export type FrameData = {
  /** Who is signed in. */
  user: FrameUser | null;
  /** How much is in the cart as the page is rendered; what happens on the page comes on top. */
  cart: CartMark;
  categories: FrameCategory[];
  theme: Theme;
  /** The server action that ends the session. */
  signOut: () => Promise<void>;
};

/** What stands around every page of the shop. It is told everything: the layouts read. */
export function SiteFrame({ children, ...data }: FrameData & { children: ReactNode }) {
  return (
    <CartProvider userId={data.user?.id ?? null} mark={data.cart}>
      <div className="flex min-h-dvh flex-col">
        <SiteHeader {...data} />
        <main id="main" tabIndex={-1} className="flex-1">
          {children}
        </main>
        <SiteFooter categories={data.categories} />
        <BottomNav signedIn={data.user !== null} />
      </div>
    </CartProvider>
  );
}
