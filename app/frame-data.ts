import { getLocale } from 'next-intl/server';
import { currentTheme } from '@/components/preferences/current-theme';
import { signOut } from '@/components/shop/identity-actions';
import type { FrameData } from '@/components/shop/site-frame';
import { readCategoryTree } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { currentUser } from '@/lib/identity/auth';

/** What header and footer of the shop's pages show. */
export async function frameData(): Promise<FrameData> {
  const locale = await getLocale();
  const [user, categories, theme] = await Promise.all([
    currentUser(),
    readCategoryTree(db(), { locale }),
    currentTheme(),
  ]);
  return {
    user: user && { name: user.name, isAdmin: user.role === 'ADMIN' },
    cartCount: 0,
    categories,
    theme,
    signOut,
  };
}
