import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';

/** What a claimer is recognised by across accounts, hashed under the house's secret. */
export type Identity = { kind: 'DEVICE' | 'PHONE' | 'ADDRESS'; hash: Buffer };

export type RecordIdentities = { campaignId: string; userId: string; identities: Identity[]; now: Date };

/**
 * Takes the identities for this account, as far as nobody else's has them (UNIQUE per campaign); true when one belongs to another, which
 * is flagged for the back office. Of two accounts at the same moment the second waits for the first's commit.
 */
export async function recordIdentities(
  tx: Tx,
  { campaignId, userId, identities, now }: RecordIdentities,
): Promise<boolean> {
  if (identities.length === 0) return false;
  const [kinds, hashes] = [identities.map(({ kind }) => kind), identities.map(({ hash }) => hash)];
  const owners = await rows<{ kind: string; hash: Buffer; userId: string }>(
    tx,
    sql`INSERT INTO coupon_identities (campaign_id, kind, hash, user_id)
        SELECT ${campaignId}::uuid, kind, hash, ${userId}::uuid FROM unnest(${kinds}::text[], ${hashes}::bytea[]) AS i (kind, hash)
        ORDER BY kind, hash
        ON CONFLICT (campaign_id, kind, hash) DO UPDATE SET user_id = coupon_identities.user_id
        RETURNING kind, hash, user_id`,
  );
  const others = owners.filter((owner) => owner.userId !== userId);
  if (others.length === 0) return false;
  await execute(
    tx,
    sql`INSERT INTO abuse_flags (id, campaign_id, kind, user_id, other_user_id, created_at)
        SELECT gen_random_uuid(), ${campaignId}::uuid, kind, ${userId}::uuid, other, ${now}
        FROM unnest(${others.map(({ kind }) => kind)}::text[], ${others.map((other) => other.userId)}::uuid[]) AS f (kind, other)
        ON CONFLICT (campaign_id, kind, user_id, other_user_id) DO NOTHING`,
  );
  return true;
}
