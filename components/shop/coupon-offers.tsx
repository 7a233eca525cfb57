import type { CampaignOffer } from '@/lib/coupons/model';
import { signInPath } from '@/lib/identity/return-path';
import { CouponOffer } from './coupon-offer';

type CouponOffersProps = {
  offers: CampaignOffer[];
  asOf: Date;
  isMember: boolean;
  /** Where whoever signs in first comes back to. */
  here: string;
};

/** Coupons that one can get now or soon. */
export function CouponOffers({ offers, asOf, isMember, here }: CouponOffersProps) {
  const signInHref = isMember ? null : signInPath(here);
  return (
    <ul className="grid grid-cols-1 gap-3">
      {offers.map((offer) => (
        <li key={offer.id}>
          <CouponOffer offer={offer} asOf={asOf.toISOString()} signInHref={signInHref} />
        </li>
      ))}
    </ul>
  );
}
