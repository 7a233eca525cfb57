import type { Tx } from '@/lib/db/client';
import { firstRow, joinSql, type Sql, sql } from '@/lib/db/sql';
import { type Tier, tiers } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';

/** What was bought so long ago and delivered counts for the tier. */
export const tierSpanMs = days(90);
/** From so many won on, of what was paid less what was given back. Below the first, BRONZE. */
export const tierFromWon = { BRONZE: 0, SILVER: 200_000, GOLD: 500_000, VIP: 1_500_000 } as const satisfies Record<
  Tier,
  number
>;
/** Accounts that one transaction looks at. */
export const tierBatchSize = 1_000;

/**
 * Gives the next shoppers, by their ids, the tier that their delivered orders of the last 90 days are worth: at most one batch, in one
 * statement. Those whose tier an admin has set, and admins, are left. `lastUserId` is where the next batch begins, null at the end.
 *
 * Idempotent, so a run may begin anew anywhere. A tier that rises is noted by a trigger (`tier_changed_at`), which campaigns that give a coupon
 * for it look at. Locks the accounts that change.
 */
export async function recalculateTiers(
  tx: Tx,
  { afterUserId, now }: { afterUserId: string | null; now: Date },
): Promise<{ changed: number; lastUserId: string | null }> {
  const batch = await firstRow<{ looked: number; changed: number; lastUserId: string | null }>(
    tx,
    sql`WITH batch AS (
          SELECT u.id FROM users u WHERE ${afterUserId}::uuid IS NULL OR u.id > ${afterUserId}::uuid ORDER BY u.id LIMIT ${tierBatchSize}
        ), earned AS (
          SELECT b.id, ${tierOf(sql`coalesce(sum(o.paid_won - o.refunded_won), 0)`)} AS tier
          FROM batch b LEFT JOIN orders o ON o.user_id = b.id AND o.status = 'DELIVERED' AND o.paid_at >= ${later(now, -tierSpanMs)}
          GROUP BY b.id
        ), changed AS (
          UPDATE users u SET tier = earned.tier FROM earned
          WHERE u.id = earned.id AND u.role = 'SHOPPER' AND NOT u.tier_by_hand AND u.tier <> earned.tier RETURNING u.id
        )
        SELECT (SELECT count(*) FROM batch) AS looked, (SELECT count(*) FROM changed) AS changed,
          (SELECT id FROM batch ORDER BY id DESC LIMIT 1) AS last_user_id`,
  );
  const { looked = 0, changed = 0, lastUserId = null } = batch ?? {};
  return { changed, lastUserId: looked === tierBatchSize ? lastUserId : null };
}

/** The highest that so many won reach. */
function tierOf(won: Sql): Sql {
  const cases = tiers.toReversed().map((tier) => sql`WHEN ${won} >= ${tierFromWon[tier]} THEN ${tier}::tier`);
  return sql`CASE ${joinSql(cases, ' ')} ELSE ${tiers[0]}::tier END`;
}
