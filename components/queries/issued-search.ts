import type { CouponState } from '@/lib/coupons/model';

/** What a campaign's coupons are narrowed to; the address of its page has the same. */
export type IssuedSearch = {
  state?: CouponState | undefined;
  email?: string | undefined;
  cursor?: string | undefined;
};

/** The search as a query string, without what is empty. */
export function issuedSearchText(search: IssuedSearch): string {
  const given = Object.entries(search).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return new URLSearchParams(given).toString();
}
