'use server';

import { z } from 'zod';
import { askToCancel } from '@/inngest/embedded/ask-to-cancel';
import { askToRerun } from '@/inngest/embedded/ask-to-rerun';
import type { JobCommand } from '@/inngest/embedded/model';
import { type ActionState, defineAction } from '@/lib/http/define-action';

const input = z.object({ id: z.uuid() });

const cancelAction = defineAction({ name: 'cancelJobRun', input, actor: 'admin' }, ({ tx, actor, input: { id } }) =>
  askToCancel(tx, { actor, runId: id }),
);

const rerunAction = defineAction({ name: 'rerunJobRun', input, actor: 'admin' }, ({ tx, actor, input: { id } }) =>
  askToRerun(tx, { actor, runId: id }),
);

/** Has a running run cancelled, as `POST /admin/jobs/runs/{id}/cancellation` does. */
export async function cancelJobRun(
  previous: ActionState<JobCommand>,
  form: FormData,
): Promise<ActionState<JobCommand>> {
  return cancelAction(previous, form);
}

/** Has an ended run repeated, as `POST /admin/jobs/runs/{id}/rerun` does. */
export async function rerunJobRun(previous: ActionState<JobCommand>, form: FormData): Promise<ActionState<JobCommand>> {
  return rerunAction(previous, form);
}
