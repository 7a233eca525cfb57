import type { CouponState } from '@/lib/coupons/model';

/** What a campaign's coupons are narrowed to; the address of its page has the same. */
export type IssuedSearch = {
  state?: CouponState | undefined;
  email?: string | undefined;
  cursor?: string | undefined;
};
