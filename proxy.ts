import { type NextRequest, NextResponse } from 'next/server';
import { findAddress } from '@/lib/catalog/find-address';
import { db } from '@/lib/db/client';
import { isMissing, soughtInOfficeHeader } from '@/lib/http/is-missing';
import { sessionCookieName, sessionUserId } from '@/lib/identity/auth-session';
import { signInPath } from '@/lib/identity/return-path';

/**
 * Pages that are nothing without somebody signed in, and those of the catalogue, whose addresses change. Not `/api`: it answers for itself.
 */
export const config = {
  matcher: [
    '/account/:path*',
    '/orders/:path*',
    '/wallet/:path*',
    '/coupons/:path*',
    // Below it are the links of mails, which need nobody signed in.
    '/restock-alerts',
    '/checkout/:path*',
    '/admin/:path*',
    '/products/:slug',
    '/categories/:slug',
  ],
};

/** Answers what has to be answered before anything of a page is rendered. A server action's POST passes, since its answer is not a page. */
export function proxy(request: NextRequest): Response | Promise<Response> {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (!isReading) return NextResponse.next();
  const [, kind, slug] = /^\/(products|categories)\/([^/]+)$/.exec(request.nextUrl.pathname) ?? [];
  if (kind === 'products' || kind === 'categories') return showCatalogue(request, kind, slug ?? '');
  return showOwn(request);
}

/**
 * Sends visitors without a session to sign in and back to the very page they asked for, and answers 404 with words for what is not there.
 *
 * What the session is worth, and the role, the pages and use cases check.
 */
async function showOwn(request: NextRequest): Promise<Response> {
  const cookie = request.cookies.get(sessionCookieName())?.value;
  if (cookie !== undefined) {
    const userId = wantsDocument(request) ? await sessionUserId(cookie) : null;
    const isNothing = userId !== null && (await isMissing(db(), { pathname: request.nextUrl.pathname, userId }));
    return isNothing ? showNothing(request) : NextResponse.next({ request: { headers: headersFor(request) } });
  }
  const { pathname, search } = request.nextUrl;
  const signIn = signInPath(pathname + search, { admin: isOffice(pathname) });
  // Next shortens an address of its own host to a path, so this holds under every name the visitor may use.
  return NextResponse.redirect(new URL(signIn, request.nextUrl));
}

/**
 * Leads from a former address to the present one with everything behind the `?`, and answers 404 with words for what is not there. The
 * pages check too, for moves within the app, which skip this.
 */
async function showCatalogue(request: NextRequest, kind: 'products' | 'categories', slug: string): Promise<Response> {
  if (!wantsDocument(request)) return NextResponse.next();
  const present = await findAddress(db(), { kind, idOrSlug: slug });
  if (present === slug) return NextResponse.next();
  if (present === null) return showNothing(request);
  return NextResponse.redirect(new URL(`/${kind}/${present}${request.nextUrl.search}`, request.nextUrl), 308);
}

/** Programs and old browsers do not say what they want, and want a document. */
function wantsDocument({ headers }: NextRequest): boolean {
  return (headers.get('sec-fetch-dest') ?? 'document') === 'document';
}

/** A 404 that can be read at once: Next renders one that a page itself asks for only when its scripts run. */
function showNothing(request: NextRequest): Response {
  return NextResponse.rewrite(new URL('/nothing/here', request.nextUrl), { request: { headers: headersFor(request) } });
}

function headersFor(request: NextRequest): Headers {
  const headers = new Headers(request.headers);
  if (isOffice(request.nextUrl.pathname)) headers.set(soughtInOfficeHeader, 'yes');
  return headers;
}

function isOffice(pathname: string): boolean {
  return pathname === '/admin' || pathname.startsWith('/admin/');
}
