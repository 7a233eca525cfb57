'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { type AdminCampaign, CampaignInput, RevocationInput } from '@/lib/coupons/admin-model';
import { readCampaign } from '@/lib/coupons/admin-queries';
import { changeCampaign } from '@/lib/coupons/change-campaign';
import { createCampaign } from '@/lib/coupons/create-campaign';
import { campaignStatuses } from '@/lib/coupons/model';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { revokeCoupon } from '@/lib/orders/revoke-coupon';
import { ok } from '@/lib/shared/result';

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

const createAction = defineAction(
  {
    name: 'createCampaignByForm',
    input: z.object({ campaign: Json.pipe(CampaignInput) }),
    actor: 'admin',
    afterCommit: campaignsChanged,
  },
  async ({ tx, actor, input: { campaign }, now }) => {
    const created = await createCampaign(tx, { actor, ...campaign });
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

/** The list is rendered anew when it is opened next. */
function campaignsChanged(): void {
  revalidatePath(paths.adminCampaigns);
}
