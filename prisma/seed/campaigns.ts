import { CampaignInput } from '@/lib/coupons/admin-model';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { createCampaign } from '@/lib/coupons/create-campaign';
import type { Tx } from '@/lib/db/client';
import { days, hours, later } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import type { CastName } from './cast';
import type { Actors } from './people';

/** Who has claimed the coupon that is open to all. */
const claimers: CastName[] = ['vip', 'gold', 'tea', 'shopper'];

/** A coupon to be had, an event that opens soon and queues, one for the best customers, one for newcomers, one by code, and one that is over. */
export async function seedCampaigns(tx: Tx, { actors, now }: { actors: Actors; now: Date }): Promise<void> {
  const add = async (campaign: object) => {
    const input = CampaignInput.parse({ status: 'RUNNING', ...campaign });
    return unwrap(await createCampaign(tx, { actor: actors.admin, now, ...input })).id;
  };
  const at = (fromNowMs: number) => later(now, fromNowMs).toISOString();

  const welcome = await add({
    name: { ko: '겨울맞이 5,000원 쿠폰', en: '5,000 won for winter' },
    discount: { type: 'FIXED', amountWon: 5_000 },
    minimumWon: 40_000,
    issue: { way: 'CLAIM', opensAt: at(-days(2)), quantity: 300 },
    use: { days: 14 },
    partialCancelPolicy: 'RECLAIM_PROPORTIONAL',
  });
  await add({
    name: { ko: '선착순 20% 쿠폰 50장', en: '20% for the first 50' },
    discount: { type: 'PERCENT', percent: 20, capWon: 15_000 },
    issue: { way: 'CLAIM', opensAt: at(hours(2)), closesAt: at(days(2)), quantity: 50, queue: true },
    use: { days: 3 },
    abusePolicy: 'REFUSE',
  });
  await add({
    name: { ko: '골드·VIP 감사 쿠폰', en: 'Thank you, gold and VIP' },
    discount: { type: 'PERCENT', percent: 10, capWon: 20_000 },
    tiers: ['GOLD', 'VIP'],
    issue: { way: 'CLAIM', opensAt: at(-days(1)), closesAt: at(days(20)) },
    use: { until: at(days(30)) },
    restoreOnCancel: 'ALWAYS',
  });
  await add({
    name: { ko: '첫 구매 3,000원 쿠폰', en: '3,000 won off your first order' },
    discount: { type: 'FIXED', amountWon: 3_000 },
    minimumWon: 10_000,
    firstPurchaseOnly: true,
    issue: { way: 'AUTO', on: 'SIGN_UP' },
    use: { days: 30 },
  });
  await add({
    name: { ko: '뉴스레터 2,000원 쿠폰', en: '2,000 won for readers' },
    discount: { type: 'FIXED', amountWon: 2_000 },
    stackable: true,
    issue: { way: 'CODE', code: 'MARU-2026' },
    use: { days: 60 },
  });
  await add({
    name: { ko: '가을 감사제 쿠폰', en: 'Autumn thanks' },
    status: 'ENDED',
    discount: { type: 'FIXED', amountWon: 7_000 },
    minimumWon: 60_000,
    issue: { way: 'CLAIM', opensAt: at(-days(40)), closesAt: at(-days(30)), quantity: 100 },
    use: { days: 14 },
  });
  for (const name of claimers) {
    unwrap(
      await claimCoupon(tx, { actor: actors[name], campaignId: welcome, signs: null, now: later(now, -hours(20)) }),
    );
  }
}
