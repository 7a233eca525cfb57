import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { findIdentities, type Signs } from './find-identities';
import { flagResemblances } from './flag-resemblances';
import { resemblances } from './record-identities';

export type FlagRefusedClaim = { campaignId: string; userId: string; signs: Signs; now: Date };

/**
 * Keeps the evidence of a claim that was refused as SEEN_BEFORE, in a transaction of its own, since the claim's is rolled back. Takes no
 * identity for the account. Idempotent.
 */
export async function flagRefusedClaim(tx: Tx, { campaignId, userId, signs, now }: FlagRefusedClaim): Promise<void> {
  const identities = await findIdentities(tx, { userId, signs });
  const [kinds, hashes] = [identities.map(({ kind }) => kind), identities.map(({ hash }) => hash)];
  const owners = await rows<{ kind: string; hash: Uint8Array; userId: string }>(
    tx,
    sql`SELECT o.kind, o.hash, o.user_id FROM unnest(${kinds}::text[], ${hashes}::bytea[]) AS i (kind, hash)
          JOIN coupon_identities o ON o.campaign_id = ${campaignId}::uuid AND o.kind = i.kind AND o.hash = i.hash`,
  );
  await flagResemblances(tx, {
    ...{ campaignId, userId, now },
    others: resemblances(identities, owners, userId),
    refused: true,
  });
}
