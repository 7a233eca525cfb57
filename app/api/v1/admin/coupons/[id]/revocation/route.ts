import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { RevocationInput } from '@/lib/coupons/admin-model';
import { CouponHistory, CouponParams } from '@/lib/coupons/model';
import { readCouponHistory } from '@/lib/coupons/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { revokeCoupon } from '@/lib/orders/revoke-coupon';

export const POST = defineRoute(
  {
    name: 'revokeCoupon',
    summary: 'Takes a coupon away; an unpaid order that holds it costs more and asks again. Answers its history',
    params: CouponParams,
    body: RevocationInput,
    response: CouponHistory,
    actor: 'admin',
    afterCommit: wakeOrderConsumers,
  },
  async ({ tx, actor, params, body, now }) => {
    const revoked = await revokeCoupon(tx, { actor, couponId: params.id, reason: body.reason, now });
    return revoked.ok ? readCouponHistory(tx, { couponId: params.id }) : revoked;
  },
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
