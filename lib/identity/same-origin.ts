/**
 * Whether a browser sent this request from one of our own pages. Asked for every write that a cookie vouches for.
 *
 * A browser always says where a cross-site write comes from (`Sec-Fetch-Site`, `Origin`), so a request that says nothing comes from a
 * program, whose cookies nobody else can make it send. `siteUrl` covers proxies that change the Host header.
 */
export function comesFromSameOrigin(headers: Headers, siteUrl: string): boolean {
  const fetchSite = headers.get('sec-fetch-site');
  if (fetchSite !== null && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  const origin = headers.get('origin');
  if (origin === null) return true;
  // A sandboxed frame sends the word `null`, which is no address.
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === headers.get('host') || new URL(origin).origin === new URL(siteUrl).origin;
}
