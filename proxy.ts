import { type NextRequest, NextResponse } from 'next/server';
import { sessionCookieName } from '@/lib/identity/auth-session';
import { signInPath } from '@/lib/identity/return-path';

/** Pages that are nothing without somebody signed in. Not `/api`: it answers 401 itself. */
export const config = {
  matcher: [
    '/account/:path*',
    '/orders/:path*',
    '/wallet/:path*',
    // Below it are the links of mails, which need nobody signed in.
    '/restock-alerts',
    '/checkout/:path*',
    '/admin/:path*',
  ],
};

/**
 * Sends visitors without a session to sign in and back to the very page they asked for, before anything of it is rendered.
 *
 * Only looks whether there is a cookie; what it is worth, and the role, the pages and use cases check. A server action's POST passes,
 * since its answer is not a page.
 */
export function proxy(request: NextRequest) {
  const mayRedirect = request.method === 'GET' || request.method === 'HEAD';
  if (!mayRedirect || request.cookies.has(sessionCookieName())) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const signIn = signInPath(pathname + search, { admin: pathname === '/admin' || pathname.startsWith('/admin/') });
  // Next shortens an address of its own host to a path, so this holds under every name the visitor may use.
  return NextResponse.redirect(new URL(signIn, request.nextUrl));
}
