'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ToppedUp } from '@/components/shop/use-top-up';
import { chargeTopUp } from '@/lib/http/charge-top-up';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { newId } from '@/lib/shared/ids';
import { ok } from '@/lib/shared/result';
import { TopUpInput } from '@/lib/wallet/model';
import { topUpIdFor } from '@/lib/wallet/open-top-up';
import { settleTopUp } from '@/lib/wallet/settle-top-up';

/** People type amounts as `10,000`. */
const amount = z
  .string()
  .transform((typed) => typed.replace(/[,\s]/g, ''))
  .pipe(z.coerce.number())
  .pipe(TopUpInput.shape.amountWon);

const topUpAction = defineAction(
  {
    name: 'topUpWallet',
    input: z.object({ amountWon: amount, key: z.uuid() }),
    actor: 'customer',
    // Another amount is another top-up: a form whose amount was declined is sent again with the same key.
    prepare: ({ actor: { userId }, input: { amountWon, key }, now }) =>
      chargeTopUp({ topUpId: topUpIdFor({ userId, key: `${key}:${amountWon}` }), userId, amountWon, now }),
    afterCommit: (_: ToppedUp) => refresh(),
  },
  async ({ tx, now, prepared: { topUpId } }) => {
    const settled = await settleTopUp(tx, { topUpId, now });
    if (!settled.ok) return settled;
    const { amountWon, balanceWon } = settled.value;
    return ok({ amountWon, balanceWon, nextKey: newId() });
  },
);

export async function topUpWallet(previous: ActionState<ToppedUp>, form: FormData): Promise<ActionState<ToppedUp>> {
  const state = await topUpAction(previous, form);
  // The page tells of what is being checked.
  if (state.status === 'failed' && state.error.code === 'payment.pending') refresh();
  return state;
}
