'use server';

import { z } from 'zod';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { endExpectedStock } from '@/lib/inventory/end-expected-stock';
import { expectStock } from '@/lib/inventory/expect-stock';
import { NewExpectedStock } from '@/lib/inventory/model';

const expectAction = defineAction(
  {
    name: 'expectStockByForm',
    input: z.object({
      variantId: z.uuid(),
      // Named by the dialog, so that a form sent twice notes one order.
      expectedId: z.uuid(),
      units: z
        .string()
        .trim()
        .regex(/^\d{1,7}$/)
        .transform(Number)
        .pipe(NewExpectedStock.shape.units),
      expectedAt: z
        .string()
        .transform((day) => day || null)
        .pipe(NewExpectedStock.shape.expectedAt.unwrap()),
      note: NewExpectedStock.shape.note,
    }),
    actor: 'admin',
  },
  ({ tx, actor, input, now }) => expectStock(tx, { actor, now, ...input }),
);

const endAction = defineAction(
  { name: 'endExpectedStockByForm', input: z.object({ id: z.uuid() }), actor: 'admin' },
  ({ tx, actor, input: { id }, now }) => endExpectedStock(tx, { actor, expectedId: id, now }),
);

export async function expectStockByForm(
  previous: ActionState<{ expectedId: string }>,
  form: FormData,
): Promise<ActionState<{ expectedId: string }>> {
  return expectAction(previous, form);
}

export async function endExpectedStockByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return endAction(previous, form);
}
