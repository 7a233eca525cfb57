import { flagRefusedClaim } from '@/lib/coupons/flag-refused-claim';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { ok } from '@/lib/shared/result';
import { claimSigns } from './claim-signs';
import type { AppError } from './errors';

/** After a refusal: keeps what it was about, where it was that the person was seen on another account. */
export async function keepRefusedClaim(
  error: AppError,
  { actor, request, now }: { actor: Actor; request: Request; now: Date },
): Promise<void> {
  if (error.code !== 'coupon.notEligible' || error.reason !== 'SEEN_BEFORE') return;
  const refused = { campaignId: error.campaignId, userId: actor.userId, signs: claimSigns(request), now };
  await inTransaction(async (tx) => ok(await flagRefusedClaim(tx, refused)));
}
