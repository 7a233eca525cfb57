import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { Identity } from './find-identities';

/** What an account shares with another one. */
export type Resemblance = Pick<Identity, 'kind' | 'masked'> & { userId: string };

export type FlagResemblances = {
  campaignId: string;
  userId: string;
  others: Resemblance[];
  /** Whether the claim was refused for it. */
  refused: boolean;
  now: Date;
};

/** Tells the back office whom a claimer resembles, once per kind and other account; what it has decided stays. */
export async function flagResemblances(
  tx: Tx,
  { campaignId, userId, others, refused, now }: FlagResemblances,
): Promise<void> {
  if (others.length === 0) return;
  await execute(
    tx,
    sql`INSERT INTO abuse_flags (id, campaign_id, kind, user_id, other_user_id, masked, refused, created_at)
        SELECT DISTINCT ON (f."userId", f.kind) gen_random_uuid(), ${campaignId}::uuid, f.kind, ${userId}::uuid, f."userId", f.masked, ${refused}, ${now}
        FROM jsonb_to_recordset(${JSON.stringify(others)}::jsonb) AS f (kind text, masked text, "userId" uuid)
        ON CONFLICT (campaign_id, kind, user_id, other_user_id) DO UPDATE SET refused = true
          WHERE excluded.refused AND NOT abuse_flags.refused`,
  );
}
