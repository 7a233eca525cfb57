import type { ReactNode } from 'react';
import type { Theme } from '@/components/preferences/preferences';
import { BottomNav } from './bottom-nav';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

export type FrameUser = { name: string; isAdmin: boolean };
export type FrameCategory = { slug: string; name: string; children: FrameCategory[] };

export type FrameData = {
  /** Who is signed in. */
  user: FrameUser | null;
  /** Units in the cart. */
  cartCount: number;
  categories: FrameCategory[];
  theme: Theme;
  /** The server action that ends the session. */
  signOut: () => Promise<void>;
};

/** What stands around every page of the shop. It is told everything: the layouts read. */
export function SiteFrame({ children, ...data }: FrameData & { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader {...data} />
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <SiteFooter categories={data.categories} />
      <BottomNav signedIn={data.user !== null} cartCount={data.cartCount} />
    </div>
  );
}
