import { cookies } from 'next/headers';
import { isCartToken } from '@/lib/cart/cart-token';
import { env } from '@/lib/env';
import { settingBounds } from '@/lib/settings/model';
import { hours } from '@/lib/shared/clock';

/** A guest's cart travels in a cookie on pages and in `X-Cart-Token` for programs. */
export const cartTokenHeader = 'x-cart-token';
const cookieName = 'maru_cart';
/** As long as any cart could live: when this one is over, the database knows. */
const cookieSeconds = hours(settingBounds.cartLifetimeHours.max) / 1000;

/** The guest's token that a request carries, or null; something that can't be one of ours counts as none. */
export function guestTokenOf(request: Request): string | null {
  const header = request.headers.get(cartTokenHeader);
  if (isCartToken(header)) return header;
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const cookie = pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  return isCartToken(cookie) ? cookie : null;
}

/** Headers that hand a guest their token: as a cookie for browsers, as a header for programs. */
export function guestTokenHeaders(guestToken: string): HeadersInit {
  const secure = isSecure() ? '; Secure' : '';
  return {
    [cartTokenHeader]: guestToken,
    'set-cookie': `${cookieName}=${guestToken}; Path=/; Max-Age=${cookieSeconds}; HttpOnly; SameSite=Lax${secure}`,
  };
}

/** The guest's token of the page or action that runs, or null. */
export async function readGuestToken(): Promise<string | null> {
  const token = (await cookies()).get(cookieName)?.value;
  return isCartToken(token) ? token : null;
}

/** Only in server actions. */
export async function writeGuestToken(guestToken: string): Promise<void> {
  const options = {
    path: '/',
    maxAge: cookieSeconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(),
  } as const;
  (await cookies()).set(cookieName, guestToken, options);
}

/** Only in server actions: after a merge the token names nothing any more. */
export async function forgetGuestToken(): Promise<void> {
  (await cookies()).delete(cookieName);
}

function isSecure(): boolean {
  return env().NEXTAUTH_URL.startsWith('https:');
}
