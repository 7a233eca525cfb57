'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { wakeGrants, wakeRevocations } from '@/inngest/wake-coupon-batches';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import {
  type AdminCampaign,
  CampaignInput,
  type GrantView,
  grantBatchSize,
  RevocationInput,
  type RevocationView,
} from '@/lib/coupons/admin-model';
import { readCampaign, readGrant } from '@/lib/coupons/admin-queries';
import { changeCampaign } from '@/lib/coupons/change-campaign';
import { createCampaign } from '@/lib/coupons/create-campaign';
import { grantCoupons } from '@/lib/coupons/grant-coupons';
import { type CouponError, campaignStatuses } from '@/lib/coupons/model';
import { readRevocation } from '@/lib/coupons/revocation-queries';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { findUsers } from '@/lib/identity/find-users';
import { tiers } from '@/lib/identity/model';
import { revokeCoupon } from '@/lib/orders/revoke-coupon';
import { ok, type Result } from '@/lib/shared/result';

/** What has members and lists comes through a form's one field as JSON. */
const Json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

const Version = z.coerce.number().int().min(1);

/** What a list of people names: ids and e-mail addresses, however they are separated. */
const namesIn = (text: string) => [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ''))];
const People = z.array(z.string().max(254)).min(1).max(grantBatchSize);

/** What was given, null for nothing, and names that are nobody's. */
export type Granted = { grant: GrantView | null; unknown: string[] };

const createAction = defineAction(
  {
    name: 'createCampaignByForm',
    input: z.object({ campaign: Json.pipe(CampaignInput) }),
    actor: 'admin',
    afterCommit: campaignsChanged,
  },
  async ({ tx, actor, input: { campaign }, now }) => {
    const created = await createCampaign(tx, { actor, now, ...campaign });
    return created.ok ? readCampaign(tx, { campaignId: created.value.id, now }) : created;
  },
);

const changeAction = defineAction(
  {
    name: 'changeCampaignByForm',
    input: z.object({ campaignId: z.uuid(), version: Version, campaign: Json.pipe(CampaignInput) }),
    actor: 'admin',
    afterCommit: campaignsChanged,
  },
  async ({ tx, actor, input: { campaignId, version, campaign }, now }) => {
    const changed = await changeCampaign(tx, { actor, campaignId, now, version, ...campaign });
    return changed.ok ? readCampaign(tx, { campaignId, now }) : changed;
  },
);

const statusAction = defineAction(
  {
    name: 'changeCampaignStatusByForm',
    input: z.object({ campaignId: z.uuid(), version: Version, status: z.enum(campaignStatuses) }),
    actor: 'admin',
    afterCommit: campaignsChanged,
  },
  async ({ tx, actor, input, now }) => {
    const changed = await changeCampaign(tx, { actor, now, ...input });
    return changed.ok ? ok(undefined) : changed;
  },
);

const revokeAction = defineAction(
  {
    name: 'revokeCouponByForm',
    input: RevocationInput.extend({ couponId: z.uuid() }),
    actor: 'admin',
    afterCommit: wakeOrderConsumers,
  },
  async ({ tx, actor, input, now }) => {
    const revoked = await revokeCoupon(tx, { actor, ...input, now });
    return revoked.ok ? ok(undefined) : revoked;
  },
);

const grantAction = defineAction(
  {
    name: 'grantCouponsByForm',
    input: z.union([
      z.object({ campaignId: z.uuid(), tier: z.enum(tiers) }),
      z.object({ campaignId: z.uuid(), people: z.string().transform(namesIn).pipe(People) }),
    ]),
    actor: 'admin',
    afterCommit: ({ grant }: Granted) => {
      if (grant?.state === 'RUNNING') wakeGrants(grant.id);
    },
  },
  async ({ tx, actor, input: { campaignId, ...to }, now }) => {
    if ('tier' in to) {
      const started = await grantCoupons(tx, { actor, campaignId, to, now });
      return started.ok ? grantedAs(await readGrant(tx, started.value.id), []) : started;
    }
    const { ids: userIds, unknown } = await findUsers(tx, to.people);
    if (userIds.length === 0) return ok({ grant: null, unknown });
    const granted = await grantCoupons(tx, { actor, campaignId, to: { userIds }, now });
    return granted.ok ? grantedAs(await readGrant(tx, granted.value.id), unknown) : granted;
  },
);

function grantedAs(grant: Result<GrantView, CouponError>, unknown: string[]): Result<Granted, CouponError> {
  return grant.ok ? ok({ grant: grant.value, unknown }) : grant;
}

const revokeAllAction = defineAction(
  {
    name: 'revokeCampaignByForm',
    input: RevocationInput.extend({ campaignId: z.uuid() }),
    actor: 'admin',
    afterCommit: ({ id }: RevocationView) => {
      wakeRevocations(id);
      campaignsChanged();
    },
  },
  async ({ tx, actor, input: { campaignId, reason }, now }) => {
    const started = await startRevocation(tx, { actor, of: { campaignId }, reason, now });
    return started.ok ? readRevocation(tx, started.value.id) : started;
  },
);

/** Saves the builder's campaign: one without `campaignId` is made. */
export async function saveCampaign(
  previous: ActionState<AdminCampaign>,
  form: FormData,
): Promise<ActionState<AdminCampaign>> {
  return form.has('campaignId') ? changeAction(previous, form) : createAction(previous, form);
}

export async function changeCampaignStatus(previous: ActionState, form: FormData): Promise<ActionState> {
  return statusAction(previous, form);
}

export async function revokeCouponByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return revokeAction(previous, form);
}

export async function grantCouponsByForm(
  previous: ActionState<Granted>,
  form: FormData,
): Promise<ActionState<Granted>> {
  return grantAction(previous, form);
}

export async function revokeCampaignByForm(
  previous: ActionState<RevocationView>,
  form: FormData,
): Promise<ActionState<RevocationView>> {
  return revokeAllAction(previous, form);
}

/** The list is rendered anew when it is opened next. */
function campaignsChanged(): void {
  revalidatePath(paths.adminCampaigns);
}
