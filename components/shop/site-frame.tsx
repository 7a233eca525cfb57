import type { ReactNode } from 'react';
import { BottomNav } from './bottom-nav';
import { CartProvider } from './cart-provider';
import type { FrameData } from './frame-data';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

/** What stands around every page of the shop. It is told everything: the layouts read. */
export function SiteFrame({ children, ...data }: FrameData & { children: ReactNode }) {
  return (
    <CartProvider userId={data.user?.id ?? null} mark={data.cart}>
      <div className="flex min-h-dvh flex-col">
        <SiteHeader {...data} />
        <main id="main" tabIndex={-1} className="flex-1">
          {children}
        </main>
        <SiteFooter categories={data.categories} terms={data.terms} />
        <BottomNav signedIn={data.user !== null} />
      </div>
    </CartProvider>
  );
}
