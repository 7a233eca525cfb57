import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { env } from '@/lib/env';

/** By which a browser is known again, whoever signs in on it: one of the signs that several accounts are one person. */
const cookieName = 'maru_device';
const lifetimeSeconds = 365 * 24 * 3_600;
const form = /^[\w-]{22}$/;

/** The device that a request names, or null: programs have none. */
export function deviceOf(request: Request): string | null {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  const device = pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
  return form.test(device) ? device : null;
}

/**
 * Only in server actions: gives the browser that acts a name, if it has none. Called where somebody signs in or up, since every account that
 * claims a coupon in a browser has come in there.
 */
export async function rememberDevice(): Promise<void> {
  const jar = await cookies();
  if (form.test(jar.get(cookieName)?.value ?? '')) return;
  jar.set(cookieName, randomBytes(16).toString('base64url'), {
    path: '/',
    maxAge: lifetimeSeconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: env().NEXTAUTH_URL.startsWith('https:'),
  });
}
