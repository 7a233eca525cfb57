import { getLocale } from 'next-intl/server';
import { currentTheme } from '@/components/preferences/current-theme';
import type { FrameData } from '@/components/shop/frame-data';
import { signOut } from '@/components/shop/identity-actions';
import { findCartMark } from '@/lib/cart/queries';
import { readCategoryMenu } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { readGuestToken } from '@/lib/http/cart-cookie';
import { currentUser } from '@/lib/identity/auth';
import { readSettings } from '@/lib/settings/read-settings';
import { now } from '@/lib/shared/clock';

/** What header and footer of the shop's pages show. */
export async function frameData(): Promise<FrameData> {
  const [locale, user, guestToken] = await Promise.all([getLocale(), currentUser(), readGuestToken()]);
  const [categories, cart, theme, terms] = await Promise.all([
    readCategoryMenu(db(), { locale }),
    findCartMark(db(), { userId: user?.id ?? null, guestToken }, { now: now() }),
    currentTheme(),
    readSettings(db()),
  ]);
  return {
    user: user && { id: user.id, name: user.name, isAdmin: user.role === 'ADMIN' },
    cart,
    categories,
    theme,
    terms,
    signOut,
  };
}
