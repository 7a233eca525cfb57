import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { type Locale, localize } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CouponGrant } from '@/prisma/generated/client/client';
import {
  type CampaignRow,
  type CouponRow,
  campaignColumns,
  couponColumns,
  discountOf,
  hasBought,
  scopeOf,
} from './coupon-sql';
import type {
  AdminCampaign,
  CampaignOffer,
  CampaignQuery,
  CampaignStats,
  CouponError,
  CouponHistory,
  CouponState,
  CouponView,
  GrantView,
} from './model';
import { type Claimer, claimStateOf, queueOpensAt } from './rules';

type BadCursor = { code: 'http.badCursor' };

/** A shop runs few campaigns at once. */
const offersMax = 100;

/** Campaigns that one can claim, those that close first at the top; as this shopper sees them, or anybody. */
export async function listOffers(
  db: Db,
  { userId, locale, now, limit = offersMax }: { userId: string | null; locale: Locale; now: Date; limit?: number },
): Promise<CampaignOffer[]> {
  const found = await rows<OfferRow>(
    db,
    sql`${offerOf(userId)} AND k.status = 'RUNNING' AND (k.closes_at IS NULL OR k.closes_at > ${now})
    ORDER BY k.closes_at NULLS LAST, k.id DESC LIMIT ${limit}`,
  );
  return found.map((row) => viewOffer(row, { locale, now, isKnown: userId !== null }));
}

/** One of them, open or over. Error: `coupon.campaignNotFound`. */
export async function readOffer(
  db: Db,
  { campaignId, userId, locale, now }: { campaignId: string; userId: string | null; locale: Locale; now: Date },
): Promise<Result<CampaignOffer, CouponError>> {
  const row = await firstRow<OfferRow>(db, sql`${offerOf(userId)} AND k.id = ${campaignId}::uuid`);
  return row ? ok(viewOffer(row, { locale, now, isKnown: userId !== null })) : err({ code: 'coupon.campaignNotFound' });
}

type OfferRow = CampaignRow & { tier: Claimer['tier'] | null; hasBought: boolean; issuedToThem: number };

function offerOf(userId: string | null): Sql {
  return sql`SELECT ${campaignColumns}, u.tier, k.first_purchase_only AND ${hasBought(sql`u.id`)} AS has_bought,
      (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id AND c.user_id = u.id) AS issued_to_them
    FROM coupon_campaigns k LEFT JOIN users u ON u.id = ${userId}::uuid
    WHERE k.issue_way = 'CLAIM' AND k.status <> 'DRAFT'`;
}

function viewOffer(
  row: OfferRow,
  { locale, now, isKnown }: { locale: Locale; now: Date; isKnown: boolean },
): CampaignOffer {
  const claimer =
    isKnown && row.tier ? { tier: row.tier, hasBought: row.hasBought, issuedCount: row.issuedToThem } : null;
  return {
    id: row.id,
    name: localize(row.name, locale),
    ...viewTerms(row),
    tiers: row.tiers,
    closesAt: row.closesAt?.toISOString() ?? null,
    claim: {
      state: claimStateOf(row, claimer, now),
      opensAt: row.opensAt?.toISOString() ?? null,
      remainingUnits: row.quantity === null ? null : row.quantity - row.issuedCount,
      queueOpensAt: queueOpensAt(row)?.toISOString() ?? null,
    },
  };
}

function viewTerms(
  row: Parameters<typeof discountOf>[0] &
    Parameters<typeof scopeOf>[0] &
    Pick<CampaignRow, 'minimumWon' | 'firstPurchaseOnly' | 'stackable'>,
) {
  const { minimumWon, firstPurchaseOnly, stackable } = row;
  return { discount: discountOf(row), scope: scopeOf(row), minimumWon, firstPurchaseOnly, stackable };
}

/** A person's coupons, newest first. */
export async function listCoupons(
  db: Db,
  {
    userId,
    state,
    locale,
    cursor,
    limit,
  }: { userId: string; state?: CouponState | undefined; locale: Locale } & PageQuery,
): Promise<Result<Page<CouponView>, BadCursor>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([Moment, z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const ofState = state ? sql`AND c.state = ${state}::coupon_state` : emptySql;
  const further = after ? sql`AND (c.issued_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : emptySql;
  const found = await rows<CouponRow>(
    db,
    sql`SELECT ${couponColumns} FROM coupons c JOIN coupon_campaigns k ON k.id = c.campaign_id
        WHERE c.user_id = ${userId}::uuid ${ofState} ${further} ORDER BY c.issued_at DESC, c.id DESC LIMIT ${limit + 1}`,
  );
  const items = found.map((row) => viewCoupon(row, locale));
  return ok(toPage(items, limit, (coupon) => [coupon.issuedAt, coupon.id]));
}

/** One of a person's coupons. Error: `coupon.notFound`, also for somebody else's. */
export async function readCoupon(
  db: Db,
  { couponId, userId, locale }: { couponId: string; userId: string; locale: Locale },
): Promise<Result<CouponView, CouponError>> {
  const row = await firstRow<CouponRow>(
    db,
    sql`SELECT ${couponColumns} FROM coupons c JOIN coupon_campaigns k ON k.id = c.campaign_id
        WHERE c.id = ${couponId}::uuid AND c.user_id = ${userId}::uuid`,
  );
  return row ? ok(viewCoupon(row, locale)) : err({ code: 'coupon.notFound' });
}

function viewCoupon(row: CouponRow, locale: Locale): CouponView {
  const { id, campaignId, state, usableFrom, usableUntil, issuedAt, orderId } = row;
  return {
    ...{ id, campaignId, state, orderId, name: localize(row.name, locale) },
    usableFrom: usableFrom.toISOString(),
    usableUntil: usableUntil.toISOString(),
    issuedAt: issuedAt.toISOString(),
    ...viewTerms(row),
  };
}

/** What happened to a coupon, oldest first. Error: `coupon.notFound`, also for somebody else's where `userId` is named. */
export async function readCouponHistory(
  db: Db,
  { couponId, userId }: { couponId: string; userId?: string },
): Promise<Result<z.infer<typeof CouponHistory>, CouponError>> {
  const owned = userId ? sql`AND c.user_id = ${userId}::uuid` : emptySql;
  const events = await rows<{
    type: z.infer<typeof CouponHistory>['items'][number]['type'];
    orderId: string | null;
    by: 'CUSTOMER' | 'ADMIN' | 'SYSTEM';
    reason: string | null;
    occurredAt: Date;
  }>(
    db,
    sql`SELECT e.type, e.order_id, e.actor_kind AS by, e.reason, e.occurred_at
        FROM coupon_events e JOIN coupons c ON c.id = e.coupon_id WHERE c.id = ${couponId}::uuid ${owned} ORDER BY e.position`,
  );
  if (events.length === 0) return err({ code: 'coupon.notFound' });
  return ok({ items: events.map((event) => ({ ...event, occurredAt: event.occurredAt.toISOString() })) });
}

// What the back office reads

/** Every campaign, newest first. */
export async function listCampaigns(
  db: Db,
  { status, q, cursor, limit }: CampaignQuery,
): Promise<Result<Page<AdminCampaign>, BadCursor>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const ofStatus = status ? sql`AND k.status = ${status}::campaign_status` : emptySql;
  const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const named = pattern ? sql`AND (k.name->>'ko' ILIKE ${pattern} OR k.name->>'en' ILIKE ${pattern})` : emptySql;
  const further = after ? sql`AND k.id < ${after[0]}::uuid` : emptySql;
  const found = await rows<CampaignRow>(
    db,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE true ${ofStatus} ${named} ${further} ORDER BY k.id DESC LIMIT ${limit + 1}`,
  );
  return ok(toPage(found.map(viewCampaign), limit, (campaign) => [campaign.id]));
}

/** Error: `coupon.campaignNotFound`. */
export async function readCampaign(db: Db, campaignId: string): Promise<Result<AdminCampaign, CouponError>> {
  const row = await firstRow<CampaignRow>(
    db,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid`,
  );
  return row ? ok(viewCampaign(row)) : err({ code: 'coupon.campaignNotFound' });
}

function viewCampaign(row: CampaignRow): AdminCampaign {
  const { id, name, status, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy, issuedCount, version } = row;
  return {
    ...{ id, name, status, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy, issuedCount, version },
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

/** A campaign's coupons by state, and what came of them. Error: `coupon.campaignNotFound`. */
export async function readCampaignStats(db: Db, campaignId: string): Promise<Result<CampaignStats, CouponError>> {
  const stats = await firstRow<Omit<CampaignStats, 'useRate'>>(
    db,
    sql`SELECT k.issued_count AS issued, s.*, m.*
        FROM coupon_campaigns k,
          LATERAL (SELECT count(*) FILTER (WHERE state = 'USABLE') AS usable, count(*) FILTER (WHERE state = 'HELD') AS held,
            count(*) FILTER (WHERE state = 'USED') AS used, count(*) FILTER (WHERE state = 'EXPIRED') AS expired,
            count(*) FILTER (WHERE state = 'REVOKED') AS revoked FROM coupons c WHERE c.campaign_id = k.id) s,
          LATERAL (SELECT coalesce(sum(d.discount_won), 0) AS discount_won, coalesce(sum(o.paid_won - o.refunded_won), 0) AS revenue_won
            FROM coupons c JOIN order_coupons d ON d.coupon_id = c.id JOIN orders o ON o.id = d.order_id
            WHERE c.campaign_id = k.id AND o.paid_at IS NOT NULL AND o.status <> 'CANCELLED') m
        WHERE k.id = ${campaignId}::uuid`,
  );
  if (!stats) return err({ code: 'coupon.campaignNotFound' });
  return ok({ ...stats, useRate: stats.issued === 0 ? 0 : stats.used / stats.issued });
}
