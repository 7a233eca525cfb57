'use server';

import { z } from 'zod';
import { wakeAutomaticCoupons } from '@/inngest/wake-automatic-coupons';
import { wakeRevocations } from '@/inngest/wake-coupon-batches';
import { RevocationInput, type RevocationView } from '@/lib/coupons/admin-model';
import { readRevocation } from '@/lib/coupons/revocation-queries';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { changeUser } from '@/lib/identity/change-user';
import { tiers } from '@/lib/identity/model';
import { ok } from '@/lib/shared/result';

const changeAction = defineAction(
  {
    name: 'changeUserByForm',
    input: z.object({
      userId: z.uuid(),
      /** Empty gives the tier back to the nightly recalculation. */
      tier: z
        .enum(['', ...tiers])
        .transform((tier) => tier || null)
        .optional(),
      blocked: z
        .enum(['true', 'false'])
        .transform((text) => text === 'true')
        .optional(),
    }),
    actor: 'admin',
    afterCommit: wakeAutomaticCoupons,
  },
  async ({ tx, actor, input, now }) => {
    const changed = await changeUser(tx, { actor, ...input, now });
    return changed.ok ? ok(undefined) : changed;
  },
);

const revokeAction = defineAction(
  {
    name: 'revokeCouponsOfUserByForm',
    input: RevocationInput.extend({ userId: z.uuid() }),
    actor: 'admin',
    afterCommit: ({ id }: RevocationView) => wakeRevocations(id),
  },
  async ({ tx, actor, input: { userId, reason }, now }) => {
    const started = await startRevocation(tx, { actor, of: { userId }, reason, now });
    return started.ok ? readRevocation(tx, started.value.id) : started;
  },
);

export async function changeUserByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return changeAction(previous, form);
}

export async function revokeCouponsOfUser(
  previous: ActionState<RevocationView>,
  form: FormData,
): Promise<ActionState<RevocationView>> {
  return revokeAction(previous, form);
}
