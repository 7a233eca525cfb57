import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { findIdentities } from '@/lib/coupons/find-identities';
import { CampaignParams, CouponView } from '@/lib/coupons/model';
import { readCoupon } from '@/lib/coupons/queries';
import { env } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';
import { deviceOf } from '@/lib/http/device-cookie';
import { otherMethods } from '@/lib/http/other-methods';

export const POST = defineRoute(
  {
    name: 'claimCoupon',
    summary: 'Takes a coupon of a campaign, first come, first served',
    params: CampaignParams,
    response: CouponView,
    status: 201,
    actor: 'customer',
    idempotent: true,
  },
  async ({ tx, actor, params, locale, now, request }) => {
    const secret = env().NEXTAUTH_SECRET;
    const identities = await findIdentities(tx, { userId: actor.userId, device: deviceOf(request), secret });
    const claimed = await claimCoupon(tx, { actor, campaignId: params.id, identities, now });
    return claimed.ok ? readCoupon(tx, { couponId: claimed.value.id, userId: actor.userId, locale }) : claimed;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
