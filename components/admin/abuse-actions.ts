'use server';

import { z } from 'zod';
import { wakeOrderConsumers } from '@/inngest/wake-order-consumers';
import { DecisionInput } from '@/lib/coupons/abuse-model';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { decideAbuseFlag } from '@/lib/orders/decide-abuse-flag';
import { ok } from '@/lib/shared/result';

const decideAction = defineAction(
  {
    name: 'decideAbuseFlagByForm',
    input: DecisionInput.extend({ flagId: z.uuid() }),
    actor: 'admin',
    afterCommit: wakeOrderConsumers,
  },
  async ({ tx, actor, input, now }) => {
    const decided = await decideAbuseFlag(tx, { actor, ...input, now });
    return decided.ok ? ok(undefined) : decided;
  },
);

export async function decideAbuse(previous: ActionState, form: FormData): Promise<ActionState> {
  return decideAction(previous, form);
}
