const pathLengthMax = 2000;
const home = '/';

/** Pages that are no place to come back to. */
const doors = ['/sign-in', '/sign-up', '/api'];

/**
 * Where to go after signing in: the path that was asked for when it is a page of ours, else home.
 *
 * `//evil.example`, `/\evil.example` and `/%09/evil.example` look like paths but leave the site, so only what the address parser
 * keeps on one made-up host counts, and only its path is used.
 */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > pathLengthMax || !/^\/(?![/\\])/.test(wanted) || /[\p{Cc}\\]/u.test(wanted))
    return home;
  const base = 'http://maru.invalid';
  if (!URL.canParse(wanted, base)) return home;
  const { origin, pathname, search, hash } = new URL(wanted, base);
  if (origin !== base || pathname.startsWith('//')) return home;
  if (doors.some((door) => pathname === door || pathname.startsWith(`${door}/`))) return home;
  return pathname + search + hash;
}

/** The sign-in page, which brings people back to `returnPath`; `admin` when only an admin gets further. */
export function signInPath(returnPath: string, { admin = false } = {}): string {
  const query = new URLSearchParams({ callbackUrl: returnPath, ...(admin && { for: 'admin' }) });
  return `/sign-in?${query}`;
}
