import { CouponHistory, CouponParams } from '@/lib/coupons/model';
import { readCouponHistory } from '@/lib/coupons/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'readCouponHistory',
    summary: 'What happened to a coupon, oldest first',
    params: CouponParams,
    response: CouponHistory,
    actor: 'admin',
  },
  ({ tx, params }) => readCouponHistory(tx, { couponId: params.id }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
