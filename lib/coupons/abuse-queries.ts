import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { Tier } from '@/lib/identity/model';
import { type Locale, type Localized, localize } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  type AbuseFlagPage,
  type AbuseFlagQuery,
  type AbuseFlagView,
  type AbuseKind,
  type AbuseState,
  evidenceCountMax,
} from './abuse-model';
import { burstMs } from './flag-crowds';
import type { CouponError, CouponState } from './model';

/** Accounts that look like one person, newest first, and how many are still to be decided on. Error: `http.badCursor`. */
export async function listAbuseFlags(
  db: Db,
  { state, kind, campaignId, cursor, limit }: AbuseFlagQuery,
  { locale }: { locale: Locale },
): Promise<Result<AbuseFlagPage, { code: 'http.badCursor' }>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([Moment, z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const conditions = [sql`true`];
  if (state) conditions.push(state === 'OPEN' ? sql`f.decision IS NULL` : sql`f.decision = ${state}`);
  if (kind) conditions.push(sql`f.kind = ${kind}`);
  if (campaignId) conditions.push(sql`f.campaign_id = ${campaignId}::uuid`);
  if (after) conditions.push(sql`(f.created_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await selectFlags(db, { where: joinSql(conditions, ' AND '), limit: sql`LIMIT ${limit + 1}`, locale });
  return ok({ ...toPage(found, limit, (flag) => [flag.createdAt, flag.id]), openCount: await countOpenFlags(db) });
}

/** Flags that nobody has decided on, at most `evidenceCountMax`. */
export async function countOpenFlags(db: Db): Promise<number> {
  const open = await firstRow<{ count: number }>(
    db,
    sql`SELECT count(*) AS count FROM (SELECT FROM abuse_flags WHERE decision IS NULL LIMIT ${evidenceCountMax}) AS open`,
  );
  return open?.count ?? 0;
}

/** Error: `coupon.flagNotFound`. */
export async function readAbuseFlag(
  db: Db,
  { flagId, locale }: { flagId: string; locale: Locale },
): Promise<Result<AbuseFlagView, CouponError>> {
  const [flag] = await selectFlags(db, { where: sql`f.id = ${flagId}::uuid`, limit: emptySql, locale });
  return flag ? ok(flag) : err({ code: 'coupon.flagNotFound' });
}

type Account = { id: string; name: string; email: string; tier: Tier; blocked: boolean };

type FlagRow = {
  id: string;
  kind: AbuseKind;
  state: AbuseState;
  campaignId: string;
  campaignName: Localized;
  account: Account;
  other: Account;
  coupon: { id: string; state: CouponState } | null;
  refused: boolean;
  masked: string | null;
  accountCount: number | null;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  decidedByName: string | null;
  decisionNote: string | null;
};

async function selectFlags(
  db: Db,
  { where, limit, locale }: { where: Sql; limit: Sql; locale: Locale },
): Promise<AbuseFlagView[]> {
  const found = await rows<FlagRow>(
    db,
    sql`SELECT f.id, f.kind, coalesce(f.decision, 'OPEN') AS state, k.id AS campaign_id, k.name AS campaign_name,
          ${account(sql`u`)} AS account, ${account(sql`o`)} AS other,
          (SELECT jsonb_build_object('id', c.id, 'state', c.state) FROM coupons c
           WHERE c.campaign_id = f.campaign_id AND c.user_id = f.user_id ORDER BY c.ordinal DESC LIMIT 1) AS coupon,
          f.refused, f.masked, ${accountCount} AS account_count, f.created_at,
          f.decided_at, f.decided_by, d.name AS decided_by_name, f.decision_note
        FROM abuse_flags f JOIN coupon_campaigns k ON k.id = f.campaign_id
          JOIN users u ON u.id = f.user_id JOIN users o ON o.id = f.other_user_id LEFT JOIN users d ON d.id = f.decided_by
        WHERE ${where} ORDER BY f.created_at DESC, f.id DESC ${limit}`,
  );
  return found.map((row) => viewFlag(row, locale));
}

function account(user: Sql): Sql {
  return sql`jsonb_build_object('id', ${user}.id, 'name', ${user}.name, 'email', ${user}.email, 'tier', ${user}.tier,
    'blocked', ${user}.blocked_at IS NOT NULL)`;
}

/** Of the flag `f` of the account `u`: how many stand with it. */
const accountCount = sql`CASE f.kind
  WHEN 'NETWORK' THEN (SELECT count(*) FROM (
    SELECT DISTINCT m.user_id FROM coupon_networks n JOIN coupon_networks m ON m.campaign_id = n.campaign_id AND m.hash = n.hash
    WHERE n.campaign_id = f.campaign_id AND n.user_id = f.user_id LIMIT ${evidenceCountMax}) s)
  WHEN 'BURST' THEN (SELECT count(*) FROM (
    SELECT FROM users m WHERE m.sign_up_network = u.sign_up_network
      AND m.created_at BETWEEN u.created_at - ${burstMs} * interval '1 millisecond' AND u.created_at + ${burstMs} * interval '1 millisecond'
      AND EXISTS (SELECT FROM coupon_networks n WHERE n.campaign_id = f.campaign_id AND n.user_id = m.id)
    LIMIT ${evidenceCountMax}) s) END`;

function viewFlag(row: FlagRow, locale: Locale): AbuseFlagView {
  const { id, kind, state, account: user, other, coupon, refused, masked, accountCount } = row;
  return {
    ...{ id, kind, state, user, other, coupon, refused },
    campaign: { id: row.campaignId, name: localize(row.campaignName, locale) },
    evidence: { masked, accountCount },
    createdAt: row.createdAt.toISOString(),
    decision:
      row.decidedAt && row.decidedBy
        ? {
            by: { id: row.decidedBy, name: row.decidedByName ?? '' },
            note: row.decisionNote ?? '',
            decidedAt: row.decidedAt.toISOString(),
          }
        : null,
  };
}
