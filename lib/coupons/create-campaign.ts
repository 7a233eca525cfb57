import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CampaignInput } from './admin-model';
import { hashCode } from './coupon-code';
import type { CouponError, CouponScope } from './model';
import { pastEnds } from './rules';

/**
 * A new campaign. Errors: `coupon.scopeUnknown` for products or categories that are not there, `coupon.codeTaken`, `coupon.campaignInvalid` for
 * one that is to run and is over already.
 */
export async function createCampaign(
  tx: Tx,
  { actor, now, ...input }: { actor: Actor; now: Date } & CampaignInput,
): Promise<Result<{ id: string }, CouponError>> {
  assertAdmin(actor);
  const past = input.status === 'RUNNING' ? pastEnds(input, now) : [];
  if (past.length > 0) return err({ code: 'coupon.campaignInvalid', errors: past });
  const unknown = await findUnknownIds(tx, input.scope);
  if (unknown.length > 0) return err({ code: 'coupon.scopeUnknown', ids: unknown });
  const id = newId();
  await tx.couponCampaign.create({ data: { id, ...columnsOf(input) } });
  const shared = await shareCode(tx, { campaignId: id, code: codeOf(input.issue) });
  if (!shared.ok) return shared;
  await writeAuditLog(tx, {
    actor,
    action: 'couponCampaign.create',
    entityType: 'couponCampaign',
    entityId: id,
    after: input,
  });
  return ok({ id });
}

/** A campaign's members as its row has them. */
export function columnsOf(input: CampaignInput) {
  const { name, status, discount, scope, minimumWon, firstPurchaseOnly, tiers, issue, use, stackable } = input;
  const { restoreOnCancel, partialCancelPolicy, abusePolicy } = input;
  return {
    ...{ status, minimumWon, firstPurchaseOnly, tiers, stackable, restoreOnCancel, partialCancelPolicy, abusePolicy },
    name: { ko: name.ko, ...(name.en !== undefined && { en: name.en }) },
    discountType: discount.type,
    amountWon: discount.type === 'FIXED' ? discount.amountWon : null,
    percent: discount.type === 'PERCENT' ? discount.percent : null,
    capWon: discount.type === 'PERCENT' ? discount.capWon : null,
    scopeType: scope.type,
    scopeIds: scope.type === 'ALL' ? [] : [...new Set(scope.ids)],
    issueWay: issue.way,
    issueOccasion: issue.way === 'AUTO' ? issue.on : null,
    opensAt: issue.opensAt,
    closesAt: issue.closesAt,
    quantity: issue.quantity,
    perUser: issue.perUser,
    sharedCode: codeOf(issue),
    queues: issue.way === 'CLAIM' && issue.queue,
    useUntil: 'until' in use ? use.until : null,
    useDays: 'days' in use ? use.days : null,
  };
}

export function codeOf(issue: CampaignInput['issue']): string | null {
  return issue.way === 'CODE' ? issue.code : null;
}

/** Makes a code the campaign's shared one, in place of what it had; null takes it away. Error: `coupon.codeTaken`. */
export async function shareCode(
  tx: Tx,
  { campaignId, code }: { campaignId: string; code: string | null },
): Promise<Result<null, CouponError>> {
  await execute(tx, sql`DELETE FROM coupon_codes WHERE campaign_id = ${campaignId}::uuid AND is_shared`);
  if (code === null) return ok(null);
  const taken = await execute(
    tx,
    sql`INSERT INTO coupon_codes (hash, campaign_id, is_shared) VALUES (${hashCode(code)}, ${campaignId}::uuid, true)
        ON CONFLICT (hash) DO NOTHING`,
  );
  return taken === 1 ? ok(null) : err({ code: 'coupon.codeTaken' });
}

/** Those of a scope's ids that name nothing. */
export async function findUnknownIds(tx: Tx, scope: CouponScope): Promise<string[]> {
  if (scope.type === 'ALL') return [];
  const table = scope.type === 'PRODUCTS' ? sql`products` : sql`categories`;
  const unknown = await rows<{ id: string }>(
    tx,
    sql`SELECT i.id FROM unnest(${scope.ids}::uuid[]) AS i (id) WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.id = i.id)`,
  );
  return unknown.map(({ id }) => id);
}
