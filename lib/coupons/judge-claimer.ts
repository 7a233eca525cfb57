import type { Tx } from '@/lib/db/client';
import { hashNetwork } from '@/lib/identity/hash-network';
import type { CampaignRow } from './coupon-sql';
import { findIdentities, type Signs } from './find-identities';
import { flagResemblances } from './flag-resemblances';
import type { CouponError } from './model';
import { recordIdentities } from './record-identities';

export type JudgeClaimer = {
  campaign: Pick<CampaignRow, 'id' | 'abusePolicy'>;
  userId: string;
  /** Null where nobody looks, as for the demo's own people. */
  signs: Signs | null;
  now: Date;
};

/**
 * Whether a claimer was seen before on another account, as the campaign wants it: refused, with the reason, or flagged. Null when nothing
 * stands against a coupon. What a refusal was about, `flagRefusedClaim` keeps once it is rolled back.
 *
 * What the back office has decided of this account stands: whose coupon was taken gets no other, and a likeness that was cleared is none.
 */
export async function judgeClaimer(
  tx: Tx,
  { campaign, userId, signs, now }: JudgeClaimer,
): Promise<CouponError | null> {
  if (!signs) return null;
  const claim = { campaignId: campaign.id, userId, now };
  const refusal: CouponError = { code: 'coupon.notEligible', reason: 'SEEN_BEFORE', campaignId: campaign.id };
  const decided = await tx.abuseFlag.findMany({
    where: { campaignId: campaign.id, userId, decision: { not: null } },
    select: { kind: true, otherUserId: true, decision: true },
  });
  if (decided.some(({ decision }) => decision !== 'CLEARED')) return refusal;
  const identities = await findIdentities(tx, { userId, signs });
  const seen = await recordIdentities(tx, { ...claim, identities, network: hashNetwork(signs) });
  const others = seen.filter(
    (one) => !decided.some((flag) => flag.kind === one.kind && flag.otherUserId === one.userId),
  );
  if (others.length === 0) return null;
  if (campaign.abusePolicy === 'REFUSE') return refusal;
  await flagResemblances(tx, { ...claim, others, refused: false });
  return null;
}
