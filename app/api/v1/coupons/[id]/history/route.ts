import { CouponHistory, CouponParams } from '@/lib/coupons/model';
import { readCouponHistory } from '@/lib/coupons/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readMyCouponHistory',
    summary: 'What happened to a coupon of mine, oldest first',
    params: CouponParams,
    response: CouponHistory,
    actor: 'customer',
  },
  ({ tx, actor, params }) => readCouponHistory(tx, { couponId: params.id, userId: actor.userId }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
