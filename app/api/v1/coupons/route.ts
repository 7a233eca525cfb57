import { CouponPage, CouponQuery } from '@/lib/coupons/model';
import { listCoupons } from '@/lib/coupons/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listMyCoupons',
    summary: 'My coupons, newest first',
    query: CouponQuery,
    response: CouponPage,
    actor: 'customer',
  },
  ({ tx, actor, query, locale }) => listCoupons(tx, { userId: actor.userId, locale, ...query }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
