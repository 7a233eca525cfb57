'use server';

import { type ActionState, defineAction } from '@/lib/http/define-action';
import { endRestockAsAdmin } from '@/lib/notifications/restock/end-restock-as-admin';
import { RestockParams } from '@/lib/notifications/restock/model';

const endAction = defineAction(
  { name: 'endRestockByForm', input: RestockParams, actor: 'admin' },
  ({ tx, actor, input, now }) => endRestockAsAdmin(tx, { actor, subscriptionId: input.id, now }),
);

export async function endRestockByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return endAction(previous, form);
}
