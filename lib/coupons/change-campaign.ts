import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { err, ok, type Result } from '@/lib/shared/result';
import { type CampaignChange, CampaignInput } from './admin-model';
import { type CampaignRow, campaignColumns, discountOf, scopeOf } from './coupon-sql';
import { codeOf, columnsOf, findUnknownIds, shareCode } from './create-campaign';
import type { CouponError } from './model';
import { pastEnds } from './rules';

/** What coupons were issued on: it stays as it was promised once the first is out. */
const promisedMembers = [
  'discount',
  'scope',
  'minimumWon',
  'firstPurchaseOnly',
  'use',
  'stackable',
  'restoreOnCancel',
  'partialCancelPolicy',
] as const;

/**
 * Changes a campaign. Once a coupon is out, what it promises stays: name, state, tiers, window, quantity, limit and code may still change.
 *
 * Errors: `coupon.campaignNotFound`, `coupon.campaignChanged` when `version` is not the present one, `coupon.campaignFixed` with the members
 * that may no longer change (among them a quantity below what is out, and the queue while people stand in it), `coupon.campaignInvalid` for members that don't go together
 * or one that is to run and is over already,
 * `coupon.scopeUnknown`, `coupon.codeTaken`. Locks the campaign.
 */
export async function changeCampaign(
  tx: Tx,
  { actor, campaignId, now, ...change }: { actor: Actor; campaignId: string; now: Date } & CampaignChange,
): Promise<Result<{ id: string }, CouponError>> {
  assertAdmin(actor);
  const row = await firstRow<CampaignRow>(
    tx,
    sql`SELECT ${campaignColumns} FROM coupon_campaigns k WHERE k.id = ${campaignId}::uuid FOR NO KEY UPDATE`,
  );
  if (!row) return err({ code: 'coupon.campaignNotFound' });
  const { version, ...members } = change;
  if (version !== undefined && version !== row.version) {
    return err({ code: 'coupon.campaignChanged', version: row.version });
  }
  const before = inputOf(row);
  const merged = CampaignInput.safeParse({ ...before, ...members });
  if (!merged.success) {
    const errors = merged.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return err({ code: 'coupon.campaignInvalid', errors });
  }
  const after = merged.data;
  const begins = before.status !== 'RUNNING' && after.status === 'RUNNING';
  const past = begins ? pastEnds(after, now) : [];
  if (past.length > 0) return err({ code: 'coupon.campaignInvalid', errors: past });
  const hasWaiting = row.queues && (await tx.couponTicket.count({ where: { campaignId, state: 'WAITING' } })) > 0;
  const fixed = fixedMembers({ row, hasWaiting, before, after });
  if (fixed.length > 0) return err({ code: 'coupon.campaignFixed', members: fixed });
  const unknown = await findUnknownIds(tx, after.scope);
  if (unknown.length > 0) return err({ code: 'coupon.scopeUnknown', ids: unknown });
  await tx.couponCampaign.update({
    where: { id: campaignId },
    data: { ...columnsOf(after), version: row.version + 1, updatedAt: now },
  });
  if (codeOf(after.issue) !== codeOf(before.issue)) {
    const shared = await shareCode(tx, { campaignId, code: codeOf(after.issue) });
    if (!shared.ok) return shared;
  }
  await writeAuditLog(tx, {
    actor,
    action: 'couponCampaign.change',
    entityType: 'couponCampaign',
    entityId: campaignId,
    ...{ before, after },
  });
  return ok({ id: campaignId });
}

type Fixing = { row: CampaignRow; hasWaiting: boolean; before: CampaignInput; after: CampaignInput };

function fixedMembers({ row, hasWaiting, before, after }: Fixing): string[] {
  const isPromised = row.issuedCount > 0;
  const changed = isPromised ? promisesChanged({ row, before, after }) : [];
  // People stand in a queue that has to be served to its end.
  if (hasWaiting && !('queue' in after.issue && after.issue.queue)) changed.push('issue.queue');
  if ((isPromised || hasWaiting) && after.status === 'DRAFT') changed.push('status');
  return changed;
}

function promisesChanged({ row, before, after }: Omit<Fixing, 'hasWaiting'>): string[] {
  const changed: string[] = promisedMembers.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const { way, quantity } = after.issue;
  if (way !== before.issue.way) changed.push('issue.way');
  if (quantity !== null && quantity < row.issuedCount) changed.push('issue.quantity');
  return changed;
}

/** A row as it could be entered. */
export function inputOf(row: CampaignRow): CampaignInput {
  const { name, status, minimumWon, firstPurchaseOnly, tiers, stackable } = row;
  const { restoreOnCancel, partialCancelPolicy, abusePolicy, quantity, perUser } = row;
  const window = {
    opensAt: row.opensAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
  };
  const issue = { ...window, quantity, perUser };
  return {
    ...{
      name,
      status,
      minimumWon,
      firstPurchaseOnly,
      tiers,
      stackable,
      restoreOnCancel,
      partialCancelPolicy,
      abusePolicy,
    },
    discount: discountOf(row),
    scope: scopeOf(row),
    issue:
      row.issueWay === 'CODE'
        ? { way: 'CODE', ...issue, code: row.sharedCode }
        : row.issueWay === 'AUTO'
          ? { way: 'AUTO', ...issue, on: row.issueOccasion ?? 'SIGN_UP' }
          : { way: 'CLAIM', ...issue, queue: row.queues },
    use: row.useUntil ? { until: row.useUntil.toISOString() } : { days: row.useDays ?? 1 },
  };
}
