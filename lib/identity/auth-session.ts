import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';

/** How long a browser stays signed in. */
export const sessionSeconds = 30 * 24 * 3600;

/** Browsers keep `Secure` cookies to https, so plain http (the demo, a laptop) needs the other name, as next-auth has it. */
export function usesSecureCookies(): boolean {
  return env().NEXTAUTH_URL.startsWith('https://');
}

export function sessionCookieName(): string {
  return `${usesSecureCookies() ? '__Secure-' : ''}next-auth.session-token`;
}

/** The user that a next-auth session cookie was made for; null for none, a forged or an old one. */
export async function sessionUserId(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const session = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    return session?.sub ?? null;
  } catch {
    return null;
  }
}

/** The value of a session cookie for this user, as next-auth itself would write it. */
export function encodeSession(userId: string): Promise<string> {
  return encode({ token: { sub: userId }, secret: env().NEXTAUTH_SECRET, maxAge: sessionSeconds });
}

/** Signs this browser in, from a server action: next-auth 4 has no server-side sign-in of its own, but reads what is written here. */
export async function startSession(userId: string): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookieName(), await encodeSession(userId), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: usesSecureCookies(),
    maxAge: sessionSeconds,
  });
}

/** Signs this browser out, from a server action. */
export async function endSession(): Promise<void> {
  const jar = await cookies();
  jar.delete(sessionCookieName());
}
