import type { Theme } from '@/components/preferences/preferences';
import type { CartMark } from '@/lib/cart/model';
import type { Settings } from '@/lib/settings/model';

export type FrameUser = { id: string; name: string; isAdmin: boolean };
export type FrameCategory = { slug: string; name: string; children: FrameCategory[] };

export type FrameData = {
  /** Who is signed in. */
  user: FrameUser | null;
  /** How much is in the cart as the page is rendered; what happens on the page comes on top. */
  cart: CartMark;
  categories: FrameCategory[];
  theme: Theme;
  /** What holds for every order. */
  terms: Pick<Settings, 'shippingFeeWon' | 'freeShippingFromWon' | 'paymentHoldMinutes'>;
  /** The server action that ends the session. */
  signOut: () => Promise<void>;
};
