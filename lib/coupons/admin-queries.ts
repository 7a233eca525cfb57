import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { Tier } from '@/lib/identity/model';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CouponGrant } from '@/prisma/generated/client/client';
import {
  type AdminCampaign,
  type CampaignQuery,
  type CampaignState,
  type CampaignStats,
  type CodeBatch,
  campaignStates,
  type GrantView,
  type IssuedCoupon,
  type IssuedCouponQuery,
} from './admin-model';
import { type CampaignRow, campaignColumns, viewTerms } from './coupon-sql';
import { type CouponError, type CouponSource, type CouponState, couponStates } from './model';

type BadCursor = { code: 'http.badCursor' };

/** What the campaign `k` is doing; `isOver` in rules says the same of its end. */
function stateOf(now: Date): Sql {
  return sql`CASE WHEN k.status = 'DRAFT' THEN 'DRAFT'
    WHEN k.status = 'ENDED' OR least(k.closes_at, k.use_until) <= ${now} THEN 'ENDED'
    WHEN k.opens_at > ${now} THEN 'SCHEDULED' ELSE 'RUNNING' END`;
}

type AdminCampaignRow = CampaignRow & { state: CampaignState; usedCount: number };

function adminColumns(now: Date): Sql {
  return sql`${campaignColumns}, ${stateOf(now)} AS state,
    (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id AND c.state = 'USED') AS used_count`;
}

/** Every campaign, newest first. */
export async function listCampaigns(
  db: Db,
  { status, state, way, q, cursor, limit }: CampaignQuery,
  { now }: { now: Date },
): Promise<Result<Page<AdminCampaign>, BadCursor>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const conditions = [
    ...(status ? [sql`k.status = ${status}::campaign_status`] : []),
    ...(state ? [sql`${stateOf(now)} = ${state}`] : []),
    ...(way ? [sql`k.issue_way = ${way}::issue_way`] : []),
    ...(pattern ? [sql`(k.name->>'ko' ILIKE ${pattern} OR k.name->>'en' ILIKE ${pattern})`] : []),
    ...(after ? [sql`k.id < ${after[0]}::uuid`] : []),
  ];
  const found = await rows<AdminCampaignRow>(
    db,
    sql`SELECT ${adminColumns(now)} FROM coupon_campaigns k WHERE ${joinSql([sql`true`, ...conditions], ' AND ')}
        ORDER BY k.id DESC LIMIT ${limit + 1}`,
  );
  return ok(toPage(found.map(viewCampaign), limit, (campaign) => [campaign.id]));
}

/** How many campaigns are in each state. */
export async function countCampaigns(db: Db, { now }: { now: Date }): Promise<Record<CampaignState, number>> {
  const found = await rows<{ state: CampaignState; count: number }>(
    db,
    sql`SELECT ${stateOf(now)} AS state, count(*) FROM coupon_campaigns k GROUP BY 1`,
  );
  const countOf = (state: CampaignState) => found.find((row) => row.state === state)?.count ?? 0;
  return Object.fromEntries(campaignStates.map((state) => [state, countOf(state)])) as Record<CampaignState, number>;
}

/** Error: `coupon.campaignNotFound`. */
export async function readCampaign(
  db: Db,
  { campaignId, now }: { campaignId: string; now: Date },
): Promise<Result<AdminCampaign, CouponError>> {
  const row = await firstRow<AdminCampaignRow>(
    db,
    sql`SELECT ${adminColumns(now)} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid`,
  );
  return row ? ok(viewCampaign(row)) : err({ code: 'coupon.campaignNotFound' });
}

function viewCampaign(row: AdminCampaignRow): AdminCampaign {
  const { id, name, status, state, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy } = row;
  const { issuedCount, usedCount, version } = row;
  return {
    ...{ id, name, status, state, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy },
    ...{ issuedCount, usedCount, version },
    ...viewTerms(row),
    issue: {
      way: row.issueWay,
      on: row.issueOccasion,
      opensAt: row.opensAt?.toISOString() ?? null,
      closesAt: row.closesAt?.toISOString() ?? null,
      quantity: row.quantity,
      perUser: row.perUser,
      code: row.sharedCode,
      queue: row.queues,
    },
    use: { until: row.useUntil?.toISOString() ?? null, days: row.useDays },
    createdAt: row.createdAt.toISOString(),
  };
}

/** A campaign's coupons by state, and what came of them: each order once, however many of the coupons it has. Error: `coupon.campaignNotFound`. */
export async function readCampaignStats(db: Db, campaignId: string): Promise<Result<CampaignStats, CouponError>> {
  const stats = await firstRow<Omit<CampaignStats, 'useRate'>>(
    db,
    sql`SELECT k.issued_count AS issued, s.*, m.*
        FROM coupon_campaigns k,
          LATERAL (SELECT count(*) FILTER (WHERE state = 'USABLE') AS usable, count(*) FILTER (WHERE state = 'HELD') AS held,
            count(*) FILTER (WHERE state = 'USED') AS used, count(*) FILTER (WHERE state = 'EXPIRED') AS expired,
            count(*) FILTER (WHERE state = 'REVOKED') AS revoked FROM coupons c WHERE c.campaign_id = k.id) s,
          LATERAL (SELECT coalesce(sum(b.discount_won), 0) AS discount_won, coalesce(sum(b.revenue_won), 0) AS revenue_won
            FROM (SELECT sum(d.discount_won) AS discount_won, o.paid_won - o.refunded_won AS revenue_won
              FROM coupons c JOIN order_coupons d ON d.coupon_id = c.id AND d.order_id = c.order_id JOIN orders o ON o.id = d.order_id
              WHERE c.campaign_id = k.id AND c.state = 'USED' AND o.paid_at IS NOT NULL AND o.status <> 'CANCELLED' GROUP BY o.id) b) m
        WHERE k.id = ${campaignId}::uuid`,
  );
  if (!stats) return err({ code: 'coupon.campaignNotFound' });
  return ok({ ...stats, useRate: stats.issued === 0 ? 0 : stats.used / stats.issued });
}

type IssuedRow = Omit<IssuedCoupon, 'owner' | 'issuedAt' | 'usableUntil'> & {
  userId: string;
  userName: string;
  email: string;
  tier: Tier;
  source: CouponSource;
  issuedAt: Date;
  usableUntil: Date;
};

/**
 * A campaign's coupons, the latest first. Each state has an index in that order, so a page costs the same in a campaign of a million.
 *
 * Errors: `coupon.campaignNotFound`, `http.badCursor`.
 */
export async function listIssuedCoupons(
  db: Db,
  { campaignId, state, email, cursor, limit }: { campaignId: string } & IssuedCouponQuery,
): Promise<Result<Page<IssuedCoupon>, CouponError | BadCursor>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  if (!(await db.couponCampaign.count({ where: { id: campaignId } }))) return err({ code: 'coupon.campaignNotFound' });
  const states: readonly CouponState[] = state ? [state] : couponStates;
  const further = after ? sql`AND c.id < ${after[0]}::uuid` : emptySql;
  const owned = email ? sql`AND c.user_id = (SELECT id FROM users WHERE email = ${email})` : emptySql;
  const latest = states.map(
    (one) => sql`(SELECT c.* FROM coupons c
      WHERE c.campaign_id = ${campaignId}::uuid AND c.state = ${one}::coupon_state ${owned} ${further}
      ORDER BY c.id DESC LIMIT ${limit + 1})`,
  );
  const found = await rows<IssuedRow>(
    db,
    sql`SELECT c.id, c.user_id, u.name AS user_name, u.email, u.tier, c.state, c.source, c.order_id, c.issued_at, c.usable_until
        FROM (${joinSql(latest, ' UNION ALL ')}) c JOIN users u ON u.id = c.user_id ORDER BY c.id DESC LIMIT ${limit + 1}`,
  );
  return ok(toPage(found.map(viewIssued), limit, (coupon) => [coupon.id]));
}

function viewIssued({ userId, userName, email, tier, ...coupon }: IssuedRow): IssuedCoupon {
  const { id, state, source, orderId, issuedAt, usableUntil } = coupon;
  return {
    ...{ id, state, source, orderId },
    owner: { id: userId, name: userName, email, tier },
    issuedAt: issuedAt.toISOString(),
    usableUntil: usableUntil.toISOString(),
  };
}

/** Batches that one look at a campaign shows. */
const batchesMax = 50;

/** A campaign's single codes as they were made, the latest first. Those of one batch have one moment. */
export async function listCodeBatches(db: Db, campaignId: string): Promise<CodeBatch[]> {
  const found = await rows<{ createdAt: Date; count: number; redeemedCount: number }>(
    db,
    sql`SELECT created_at, count(*), count(coupon_id) AS redeemed_count FROM coupon_codes
        WHERE campaign_id = ${campaignId}::uuid AND NOT is_shared GROUP BY created_at ORDER BY created_at DESC LIMIT ${batchesMax}`,
  );
  return found.map((batch) => ({ ...batch, createdAt: batch.createdAt.toISOString() }));
}

/** What was given by hand of a campaign, newest first. Errors: `http.badCursor`, `coupon.campaignNotFound`. */
export async function listGrants(
  db: Db,
  { campaignId, cursor, limit }: { campaignId: string } & PageQuery,
): Promise<Result<Page<GrantView>, BadCursor | CouponError>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  if (!(await db.couponCampaign.count({ where: { id: campaignId } }))) return err({ code: 'coupon.campaignNotFound' });
  const found = await db.couponGrant.findMany({
    where: { campaignId, ...(after && { id: { lt: after[0] } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return ok(toPage(found.map(viewGrant), limit, ({ id }) => [id]));
}

/** Error: `coupon.grantNotFound`. */
export async function readGrant(db: Db, id: string): Promise<Result<GrantView, CouponError>> {
  const found = await db.couponGrant.findUnique({ where: { id } });
  return found ? ok(viewGrant(found)) : err({ code: 'coupon.grantNotFound' });
}

function viewGrant(row: CouponGrant): GrantView {
  const { id, tier, state, wantedCount, issuedCount, skippedCount, startedAt, endedAt } = row;
  return {
    ...{ id, state, to: tier ? { tier } : { people: wantedCount } },
    ...{ wanted: wantedCount, issued: issuedCount, skipped: skippedCount },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
