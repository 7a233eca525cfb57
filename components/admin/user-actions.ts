'use server';

import { z } from 'zod';
import { wakeAutomaticCoupons } from '@/inngest/wake-automatic-coupons';
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

export async function changeUserByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return changeAction(previous, form);
}
