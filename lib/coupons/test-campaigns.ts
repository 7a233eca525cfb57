import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { CampaignInput } from './admin-model';
import { createCampaign } from './create-campaign';

/** Campaigns for database tests, through the real use case. */

export const couponAdmin: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };

const defaults = {
  name: { ko: '가을 쿠폰', en: 'Autumn coupon' },
  status: 'RUNNING',
  discount: { type: 'FIXED', amountWon: 3_000 },
  issue: { way: 'CLAIM' },
  use: { days: 30 },
};

/** So that what is over by the time of a test may have begun. */
const longAgo = new Date('2020-01-01T00:00:00Z');

/** A running campaign of 3,000 won that anybody may claim, but for what is said. */
export async function addCampaign(changes: Partial<Record<keyof CampaignInput, unknown>> = {}): Promise<string> {
  const input = CampaignInput.parse({ ...defaults, ...changes });
  return unwrap(await inTransaction((tx) => createCampaign(tx, { actor: couponAdmin, now: longAgo, ...input }))).id;
}
