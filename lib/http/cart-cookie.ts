import { cookies } from 'next/headers';
import { isCartToken } from '@/lib/cart/cart-token';
import { cartLifetimeMs } from '@/lib/cart/model';
import { env } from '@/lib/env';

/** A guest's cart travels in a cookie on pages and in `X-Cart-Token` for programs. */
export const cartTokenHeader = 'x-cart-token';
const cookieName = 'maru_cart';

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
  const maxAge = cartLifetimeMs / 1000;
  return {
    [cartTokenHeader]: guestToken,
    'set-cookie': `${cookieName}=${guestToken}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`,
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
    maxAge: cartLifetimeMs / 1000,
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
