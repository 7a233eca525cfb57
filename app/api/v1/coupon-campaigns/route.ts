import { CampaignOffers } from '@/lib/coupons/model';
import { listOffers } from '@/lib/coupons/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { ok } from '@/lib/shared/result';

export const GET = defineRoute(
  {
    name: 'listCouponOffers',
    summary: 'Coupon campaigns that one can claim, as whoever asks sees them, with the server’s clock',
    response: CampaignOffers,
    actor: 'public',
  },
  async ({ tx, actor, locale, now }) =>
    ok({ items: await listOffers(tx, { userId: actor?.userId ?? null, locale, now }), asOf: now.toISOString() }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
