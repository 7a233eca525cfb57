import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { hours } from '@/lib/shared/clock';

/**
 * So many accounts that claim one campaign's coupons from one network are worth a look. A household has a handful of people and a small office
 * some more, all behind one address, so fewer say nothing; providers put thousands behind one, so more prove nothing and only flag.
 */
export const networkAccountsMin = 10;
/** So many accounts made from one network within `burstMs` that then claim: people don't sign up in step, whoever shares their network. */
export const burstAccountsMin = 5;
export const burstMs = hours(1);
/** Claims that one transaction looks at. */
const crowdBatchSize = 500;

/** A claim that is looked at, and the first of those that it stands with, as many as make a crowd. */
type Crowded = { campaignId: string; userId: string; crowd: string[] };

/**
 * Flags accounts that claim in crowds: many from one network, or made in one burst. Looks at the oldest claims that nobody looked at yet, at
 * most one batch, beside the claims, which wait for none of it. `isMore` while there may be more.
 *
 * Each claim is looked at once, by whoever of several processes takes it first; who completes a crowd has its first members flagged too.
 */
export async function flagCrowds(tx: Tx, { now }: { now: Date }): Promise<{ judged: number; isMore: boolean }> {
  const claims = await rows<{ campaignId: string; userId: string; hash: Uint8Array }>(
    tx,
    sql`UPDATE coupon_networks n SET judged = true
        FROM (SELECT campaign_id, user_id, hash FROM coupon_networks WHERE NOT judged
              ORDER BY claimed_at LIMIT ${crowdBatchSize} FOR UPDATE SKIP LOCKED) next
        WHERE (n.campaign_id, n.user_id, n.hash) = (next.campaign_id, next.user_id, next.hash)
        RETURNING n.campaign_id, n.user_id, n.hash`,
  );
  if (claims.length === 0) return { judged: 0, isMore: false };
  const claim = {
    campaignIds: claims.map(({ campaignId }) => campaignId),
    userIds: claims.map(({ userId }) => userId),
    hashes: claims.map(({ hash }) => hash),
  };
  await flag(tx, { kind: 'NETWORK', crowded: await findNetworkCrowds(tx, claim), now });
  await flag(tx, { kind: 'BURST', crowded: await findBursts(tx, claim), now });
  return { judged: claims.length, isMore: claims.length === crowdBatchSize };
}

type Claims = { campaignIds: string[]; userIds: string[]; hashes: Uint8Array[] };

function findNetworkCrowds(tx: Tx, { campaignIds, userIds, hashes }: Claims): Promise<Crowded[]> {
  return rows<Crowded>(
    tx,
    sql`SELECT c.campaign_id, c.user_id, first.crowd
        FROM unnest(${campaignIds}::uuid[], ${userIds}::uuid[], ${hashes}::bytea[]) AS c (campaign_id, user_id, hash),
          LATERAL (SELECT array_agg(f.user_id)::text[] AS crowd FROM (
            SELECT n.user_id FROM coupon_networks n WHERE n.campaign_id = c.campaign_id AND n.hash = c.hash
            ORDER BY n.claimed_at, n.user_id LIMIT ${networkAccountsMin}) f) first
        WHERE cardinality(first.crowd) = ${networkAccountsMin}`,
  );
}

function findBursts(tx: Tx, { campaignIds, userIds }: Claims): Promise<Crowded[]> {
  const span = sql`${burstMs} * interval '1 millisecond'`;
  return rows<Crowded>(
    tx,
    sql`SELECT c.campaign_id, c.user_id, first.crowd
        FROM unnest(${campaignIds}::uuid[], ${userIds}::uuid[]) AS c (campaign_id, user_id) JOIN users u ON u.id = c.user_id,
          LATERAL (SELECT array_agg(f.id)::text[] AS crowd FROM (
            SELECT m.id FROM users m WHERE m.sign_up_network = u.sign_up_network
              AND m.created_at BETWEEN u.created_at - ${span} AND u.created_at + ${span}
              AND EXISTS (SELECT FROM coupon_networks n WHERE n.campaign_id = c.campaign_id AND n.user_id = m.id)
            ORDER BY m.created_at, m.id LIMIT ${burstAccountsMin}) f) first
        WHERE cardinality(first.crowd) = ${burstAccountsMin}`,
  );
}

/** Each of a crowd with its first member, and that one with the second. */
async function flag(
  tx: Tx,
  { kind, crowded, now }: { kind: 'NETWORK' | 'BURST'; crowded: Crowded[]; now: Date },
): Promise<void> {
  const flags = new Map<string, { campaignId: string; userId: string; otherUserId: string }>();
  for (const { campaignId, userId, crowd } of crowded) {
    const [first = '', second = ''] = crowd;
    for (const one of [userId, ...crowd]) {
      const pair = { campaignId, userId: one, otherUserId: one === first ? second : first };
      flags.set(Object.values(pair).join(), pair);
    }
  }
  if (flags.size === 0) return;
  await execute(
    tx,
    sql`INSERT INTO abuse_flags (id, campaign_id, kind, user_id, other_user_id, created_at)
        SELECT gen_random_uuid(), f."campaignId", ${kind}, f."userId", f."otherUserId", ${now}
        FROM jsonb_to_recordset(${JSON.stringify([...flags.values()])}::jsonb) AS f ("campaignId" uuid, "userId" uuid, "otherUserId" uuid)
        ON CONFLICT (campaign_id, kind, user_id, other_user_id) DO NOTHING`,
  );
}
