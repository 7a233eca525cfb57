'use server';

import { sendProductImportRequested } from '@/inngest/send-product-import-requested';
import { ImportParams } from '@/lib/bulk/model';
import { requestApplication } from '@/lib/bulk/request-application';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { log } from '@/lib/shared/log';

const applyAction = defineAction(
  {
    name: 'applyProductImportByForm',
    input: ImportParams,
    actor: 'admin',
    afterCommit: async (_: undefined, { input: { id } }) => {
      await sendProductImportRequested(id).catch((error: unknown) =>
        log.warn({ err: error }, 'the import was not woken; its schedule will'),
      );
    },
  },
  ({ tx, actor, input: { id }, now }) => requestApplication(tx, { actor, importId: id, now }),
);

/** Has a checked import applied, as `POST /admin/products/import/{id}/application` does. */
export async function applyProductImport(previous: ActionState, form: FormData): Promise<ActionState> {
  return applyAction(previous, form);
}
