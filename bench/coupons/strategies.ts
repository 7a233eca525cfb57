import { claimCoupon, readClaim } from '@/lib/coupons/claim-coupon';
import type { CampaignRow } from '@/lib/coupons/coupon-sql';
import { refuseIssue } from '@/lib/coupons/rules';
import type { Db, Tx } from '@/lib/db/client';
import { execute, firstRow, type Sql, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { days, later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';

/**
 * Ways to give so many coupons to more people, to be compared and thrown away. All but the app's write to copies of its tables that have
 * the same columns, indexes and foreign keys, and no trigger that counts. Whoever comes when all are gone is told so by the app's own look,
 * without a lock; what differs is how those before are counted.
 */

/** `again`: another was faster, nothing was done, and the same may be tried anew. */
type Claimed = Result<unknown, { code: string }>;
export type Claim = { actor: Actor; campaignId: string; now: Date };
export type Strategy = (tx: Tx, claim: Claim) => Promise<Claimed>;

const soldOut = err({ code: 'coupon.soldOut' });
const again = err({ code: 'again' });

export const strategies = {
  'lock, then look': async (tx, claim) => {
    await lockCampaign(tx, claim);
    return (await look(tx, claim)) ? countAndIssue(tx, claim) : soldOut;
  },
  'look, then lock': async (tx, claim) => {
    if (!(await look(tx, claim))) return soldOut;
    const { issuedCount, quantity } = await lockCampaign(tx, claim);
    return issuedCount < quantity ? countAndIssue(tx, claim) : soldOut;
  },
  'version, and again': async (tx, claim) => {
    const seen = await look(tx, claim);
    if (!seen) return soldOut;
    await issue(tx, claim, sql`(SELECT) AS anyway`);
    const counted = await execute(
      tx,
      sql`UPDATE coupon_campaigns SET issued_count = issued_count + 1, version = version + 1
          WHERE id = ${claim.campaignId}::uuid AND version = ${seen.version}`,
    );
    return counted === 1 ? ok(null) : again;
  },
  'conditional update': async (tx, claim) => {
    if (!(await look(tx, claim))) return soldOut;
    const taken = sql`UPDATE coupon_campaigns SET issued_count = issued_count + 1
      WHERE id = ${claim.campaignId}::uuid AND issued_count < quantity RETURNING id`;
    return (await issue(tx, claim, sql`taken`, sql`taken AS (${taken}),`)) ? ok(null) : soldOut;
  },
  'a row for each, SKIP LOCKED': async (tx, claim) => {
    if (!(await look(tx, claim))) return soldOut;
    const free = sql`SELECT number FROM bench_slots WHERE campaign_id = ${claim.campaignId}::uuid AND NOT is_taken
      LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
    const taken = sql`UPDATE bench_slots s SET is_taken = true FROM free
      WHERE s.campaign_id = ${claim.campaignId}::uuid AND s.number = free.number RETURNING s.number`;
    // Of those that others hold at this moment some may come free again: "sold out" is then said too early.
    return (await issue(tx, claim, sql`taken`, sql`free AS (${free}), taken AS (${taken}),`)) ? ok(null) : soldOut;
  },
  'the app: trigger and CHECK': (tx, claim) => claimCoupon(tx, { ...claim, signs: null }),
} satisfies Record<string, Strategy>;

/** The campaign as it stands, or null for who gets none of it. */
async function look(tx: Tx, { campaignId, actor, now }: Claim): Promise<CampaignRow | null> {
  const found = await readClaim(tx, { campaignId, userId: actor.userId });
  return found && !refuseIssue(found.campaign, found.claimer, now) ? found.campaign : null;
}

async function lockCampaign(tx: Tx, { campaignId }: Claim): Promise<{ issuedCount: number; quantity: number }> {
  const locked = await firstRow<{ issuedCount: number; quantity: number }>(
    tx,
    sql`SELECT issued_count, quantity FROM coupon_campaigns WHERE id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  if (!locked) throw new Error(`campaign ${campaignId} is gone`);
  return locked;
}

async function countAndIssue(tx: Tx, claim: Claim): Promise<Claimed> {
  const counted = sql`UPDATE coupon_campaigns SET issued_count = issued_count + 1 WHERE id = ${claim.campaignId}::uuid RETURNING id`;
  return ok(await issue(tx, claim, sql`counted`, sql`counted AS (${counted}),`));
}

/** A coupon with its event for each row of `source`; whether there was one. */
async function issue(tx: Tx, { campaignId, actor, now }: Claim, source: Sql, before: Sql = sql``): Promise<boolean> {
  const issued = await firstRow(
    tx,
    sql`WITH ${before} coupon AS (
          INSERT INTO bench_coupons (id, campaign_id, user_id, ordinal, state, source, usable_from, usable_until, issued_at)
          SELECT ${newId()}::uuid, ${campaignId}::uuid, ${actor.userId}::uuid, 1, 'USABLE', 'CLAIM', ${now}, ${later(now, days(30))}, ${now}
          FROM ${source} RETURNING id
        ), event AS (
          INSERT INTO bench_coupon_events (coupon_id, position, type, actor_kind, actor_id, occurred_at)
          SELECT id, 1, 'ISSUED', 'CUSTOMER', ${actor.userId}::uuid, ${now} FROM coupon
        ) SELECT id FROM coupon`,
  );
  return issued !== null;
}

export async function createBenchTables(db: Db): Promise<void> {
  for (const statement of [
    sql`CREATE TABLE bench_coupons (LIKE coupons INCLUDING ALL,
          FOREIGN KEY (campaign_id) REFERENCES coupon_campaigns (id), FOREIGN KEY (user_id) REFERENCES users (id))`,
    sql`CREATE TABLE bench_coupon_events (LIKE coupon_events INCLUDING ALL, FOREIGN KEY (coupon_id) REFERENCES bench_coupons (id))`,
    // A person's limit is the same for all.
    sql`CREATE TRIGGER within_user_limit BEFORE INSERT ON bench_coupons FOR EACH ROW EXECUTE FUNCTION check_coupon_ordinal()`,
    sql`CREATE TABLE bench_slots (campaign_id uuid, number int, is_taken boolean NOT NULL DEFAULT false, PRIMARY KEY (campaign_id, number))`,
    sql`CREATE INDEX bench_slots_free ON bench_slots (campaign_id) WHERE NOT is_taken`,
  ])
    await execute(db, statement);
}

export async function createSlots(db: Db, { campaignId, quantity }: { campaignId: string; quantity: number }) {
  await execute(
    db,
    sql`INSERT INTO bench_slots (campaign_id, number) SELECT ${campaignId}::uuid, n FROM generate_series(1, ${quantity}::int) n`,
  );
}

/** Coupons of a campaign, whichever strategy gave them. */
export async function countIssued(db: Db, campaignId: string): Promise<number> {
  const counted = await firstRow<{ count: number }>(
    db,
    sql`SELECT (SELECT count(*) FROM coupons WHERE campaign_id = ${campaignId}::uuid)
          + (SELECT count(*) FROM bench_coupons WHERE campaign_id = ${campaignId}::uuid) AS count`,
  );
  return counted?.count ?? 0;
}
