'use server';

import { z } from 'zod';
import { acknowledgeAlert } from '@/lib/alerts/acknowledge-alert';
import type { AlertView } from '@/lib/alerts/model';
import { type ActionState, defineAction } from '@/lib/http/define-action';

const acknowledgeAction = defineAction(
  { name: 'acknowledgeAlertByForm', input: z.object({ id: z.uuid() }), actor: 'admin' },
  ({ tx, actor, input: { id }, locale, now }) => acknowledgeAlert(tx, { actor, alertId: id, locale, now }),
);

/** Says that somebody sees to an alert, as `POST /admin/alerts/{id}/acknowledgement` does. */
export async function acknowledgeAlertByForm(
  previous: ActionState<AlertView>,
  form: FormData,
): Promise<ActionState<AlertView>> {
  return acknowledgeAction(previous, form);
}
