import { checkCode } from '@/lib/coupons/check-code';
import { CouponView, RedemptionInput } from '@/lib/coupons/model';
import { readCoupon } from '@/lib/coupons/queries';
import { redeemCode } from '@/lib/coupons/redeem-code';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { claimSigns } from '@/lib/http/claim-signs';
import { defineRoute } from '@/lib/http/define-route';
import { keepRefusedClaim } from '@/lib/http/keep-refused-claim';
import { otherMethods } from '@/lib/http/other-methods';
import { clientAddress } from '@/lib/identity/client-address';

export const POST = defineRoute(
  {
    name: 'redeemCouponCode',
    summary: 'Enters a code: the coupon that it stands for becomes mine',
    body: RedemptionInput,
    response: CouponView,
    status: 201,
    actor: 'customer',
    prepare: ({ actor, body, request }) =>
      checkCode(db(), {
        userId: actor.userId,
        code: body.code,
        address: clientAddress(request.headers, env().TRUSTED_PROXY_HOPS),
      }),
    afterRefusal: keepRefusedClaim,
  },
  async ({ tx, actor, body, locale, now, request }) => {
    const redeemed = await redeemCode(tx, { actor, code: body.code, signs: claimSigns(request), now });
    return redeemed.ok ? readCoupon(tx, { couponId: redeemed.value.id, userId: actor.userId, locale }) : redeemed;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
