'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { wakeMail } from '@/inngest/wake-mail';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { restockLinks, subscriptionOfLink } from '@/lib/http/restock-links';
import { clientAddress } from '@/lib/identity/client-address';
import { confirmRestock } from '@/lib/notifications/restock/confirm-restock';
import { endMyRestock } from '@/lib/notifications/restock/end-my-restock';
import { endRestockByLink } from '@/lib/notifications/restock/end-restock-by-link';
import { limitSignUps } from '@/lib/notifications/restock/limit-sign-ups';
import { RestockParams, RestockSignUp, type SignedUp } from '@/lib/notifications/restock/model';
import { signUpForRestock } from '@/lib/notifications/restock/sign-up-for-restock';
import { err } from '@/lib/shared/result';

const signUpAction = defineAction(
  {
    name: 'signUpForRestockByForm',
    input: RestockSignUp,
    actor: 'public',
    prepare: async ({ actor, input }) =>
      limitSignUps(db(), {
        actor,
        email: input.email,
        address: clientAddress(await headers(), env().TRUSTED_PROXY_HOPS),
      }),
    afterCommit: () => {
      wakeMail();
      revalidatePath('/products/[slug]', 'page');
    },
  },
  ({ tx, actor, input, locale, now }) => signUpForRestock(tx, { actor, ...input, locale, links: restockLinks(), now }),
);

const endMineAction = defineAction(
  {
    name: 'endMyRestockByForm',
    input: RestockParams,
    actor: 'customer',
    afterCommit: () => revalidatePath(paths.restockAlerts),
  },
  ({ tx, actor, input, now }) => endMyRestock(tx, { actor, subscriptionId: input.id, now }),
);

const Link = z.object({ token: z.string().max(200) });

const confirmAction = defineAction(
  { name: 'confirmRestockByLink', input: Link, actor: 'public' },
  async ({ tx, input, now }) => {
    const subscriptionId = subscriptionOfLink(input.token, 'confirm');
    return subscriptionId ? confirmRestock(tx, { subscriptionId, now }) : err({ code: 'restock.unknownLink' });
  },
);

const endAction = defineAction(
  { name: 'endRestockByLink', input: Link.extend({ scope: z.enum(['one', 'all']) }), actor: 'public' },
  async ({ tx, input, now }) => {
    const subscriptionId = subscriptionOfLink(input.token, 'end');
    return subscriptionId
      ? endRestockByLink(tx, { subscriptionId, scope: input.scope, now })
      : err({ code: 'restock.unknownLink' });
  },
);

export async function signUpForRestockByForm(
  previous: ActionState<SignedUp>,
  form: FormData,
): Promise<ActionState<SignedUp>> {
  return signUpAction(previous, form);
}

export async function endMyRestockByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return endMineAction(previous, form);
}

export async function confirmByLink(previous: ActionState, form: FormData): Promise<ActionState> {
  return confirmAction(previous, form);
}

export type Ended = { endedCount: number };

export async function endByLink(previous: ActionState<Ended>, form: FormData): Promise<ActionState<Ended>> {
  return endAction(previous, form);
}
