import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { rows, type Sql, sql } from '@/lib/db/sql';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CouponRevocation } from '@/prisma/generated/client/client';
import type { RevocationView } from './admin-model';
import type { CouponError } from './model';

/** The coupons `c` that a revocation is of. */
export function ofRevocation({ campaignId, userId }: { campaignId: string | null; userId: string | null }): Sql {
  if (campaignId === null) return sql`c.user_id = ${userId}::uuid`;
  const ofCampaign = sql`c.campaign_id = ${campaignId}::uuid`;
  return userId === null ? ofCampaign : sql`${ofCampaign} AND c.user_id = ${userId}::uuid`;
}

/** Revocations that are under way, the oldest first. */
export async function findRunningRevocations(db: Db): Promise<string[]> {
  const running = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM coupon_revocations WHERE ended_at IS NULL ORDER BY id`,
  );
  return running.map(({ id }) => id);
}

/** Error: `coupon.revocationNotFound`. */
export async function readRevocation(db: Db, id: string): Promise<Result<RevocationView, CouponError>> {
  const found = await db.couponRevocation.findUnique({ where: { id } });
  return found ? ok(viewRevocation(found)) : err({ code: 'coupon.revocationNotFound' });
}

/** The last of a whole campaign. Error: `coupon.revocationNotFound`. */
export async function readCampaignRevocation(db: Db, campaignId: string): Promise<Result<RevocationView, CouponError>> {
  const found = await db.couponRevocation.findFirst({ where: { campaignId, userId: null }, orderBy: { id: 'desc' } });
  return found ? ok(viewRevocation(found)) : err({ code: 'coupon.revocationNotFound' });
}

/** A person's, newest first. Errors: `http.badCursor`, `identity.userNotFound`. */
export async function listUserRevocations(
  db: Db,
  { userId, limit, cursor }: { userId: string } & PageQuery,
): Promise<Result<Page<RevocationView>, { code: 'http.badCursor' | 'identity.userNotFound' }>> {
  const after = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.uuid()]));
  if (cursor !== undefined && after === null) return err({ code: 'http.badCursor' });
  if (!(await db.user.count({ where: { id: userId } }))) return err({ code: 'identity.userNotFound' });
  const found = await db.couponRevocation.findMany({
    where: { userId, ...(after && { id: { lt: after[0] } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return ok(toPage(found.map(viewRevocation), limit, ({ id }) => [id]));
}

function viewRevocation(row: CouponRevocation): RevocationView {
  const { id, campaignId, userId, reason, wantedCount, revokedCount, startedAt, endedAt } = row;
  return {
    ...{ id, campaignId, userId, reason },
    ...{ wanted: wantedCount, revoked: revokedCount, state: endedAt ? 'DONE' : 'RUNNING' },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
