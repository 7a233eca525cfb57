import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { type Locale, localize } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { type CampaignRow, type CouponRow, campaignColumns, couponColumns, hasBought, viewTerms } from './coupon-sql';
import type { CampaignOffer, CouponError, CouponHistory, CouponState, CouponView } from './model';
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

type OfferRow = CampaignRow & {
  tier: Claimer['tier'] | null;
  hasBought: boolean;
  issuedToThem: number;
  ticketId: string | null;
};

function offerOf(userId: string | null): Sql {
  return sql`SELECT ${campaignColumns}, u.tier, k.first_purchase_only AND ${hasBought(sql`u.id`)} AS has_bought,
      (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id AND c.user_id = u.id) AS issued_to_them,
      (SELECT t.id FROM coupon_tickets t WHERE t.campaign_id = k.id AND t.user_id = u.id AND t.state = 'WAITING') AS ticket_id
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
      ticketId: row.ticketId,
    },
  };
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
): Promise<Result<CouponHistory, CouponError>> {
  const owned = userId ? sql`AND c.user_id = ${userId}::uuid` : emptySql;
  const events = await rows<{
    type: CouponHistory['items'][number]['type'];
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
