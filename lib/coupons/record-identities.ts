import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { Identity } from './find-identities';
import type { Resemblance } from './flag-resemblances';

export type RecordIdentities = {
  campaignId: string;
  userId: string;
  identities: Identity[];
  /** From where they claim, hashed. */
  network: Buffer | null;
  now: Date;
};

/**
 * Takes the identities for this account, as far as nobody else's has them (UNIQUE per campaign), and notes the network; what belongs to
 * others is the answer. Of two accounts at the same moment the second waits for the first's commit.
 */
export async function recordIdentities(
  tx: Tx,
  { campaignId, userId, identities, network, now }: RecordIdentities,
): Promise<Resemblance[]> {
  const [kinds, hashes] = [identities.map(({ kind }) => kind), identities.map(({ hash }) => hash)];
  const owners = await rows<{ kind: Identity['kind']; hash: Buffer; userId: string }>(
    tx,
    sql`WITH network AS (
          INSERT INTO coupon_networks (campaign_id, user_id, hash, claimed_at)
          SELECT ${campaignId}::uuid, ${userId}::uuid, ${network}::bytea, ${now} WHERE ${network}::bytea IS NOT NULL
          ON CONFLICT DO NOTHING
        )
        INSERT INTO coupon_identities (campaign_id, kind, hash, user_id)
        SELECT ${campaignId}::uuid, kind, hash, ${userId}::uuid FROM unnest(${kinds}::text[], ${hashes}::bytea[]) AS i (kind, hash)
        ORDER BY kind, hash
        ON CONFLICT (campaign_id, kind, hash) DO UPDATE SET user_id = coupon_identities.user_id
        RETURNING kind, hash, user_id`,
  );
  return resemblances(identities, owners, userId);
}

/** Those of the identities that another account has. */
export function resemblances(
  identities: Identity[],
  owners: { kind: string; hash: Uint8Array; userId: string }[],
  userId: string,
): Resemblance[] {
  return owners
    .filter((owner) => owner.userId !== userId)
    .flatMap((owner) => {
      const shared = identities.find(({ kind, hash }) => kind === owner.kind && hash.equals(owner.hash));
      return shared ? [{ kind: shared.kind, masked: shared.masked, userId: owner.userId }] : [];
    });
}
