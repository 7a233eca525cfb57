'use server';

import { z } from 'zod';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { deltaUnitsMax, manualReasons, NewMovement, onHandUnitsMax, Thresholds } from '@/lib/inventory/model';
import { moveStock } from '@/lib/inventory/move-stock';
import { setThresholds } from '@/lib/inventory/set-thresholds';
import { deltaOf } from './stock-delta';

const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const moveAction = defineAction(
  {
    name: 'moveStockByForm',
    input: z
      .object({
        variantId: z.uuid(),
        // Named by the dialog, so that a form sent twice moves stock once.
        movementId: z.uuid(),
        reason: z.enum(manualReasons),
        units: wholeNumber.pipe(z.int().max(onHandUnitsMax)),
        shownUnits: wholeNumber,
        note: NewMovement.shape.note,
      })
      .refine((form) => deltaOf(form) !== 0, { path: ['units'], message: 'changes nothing' })
      .refine((form) => Math.abs(deltaOf(form)) <= deltaUnitsMax, { path: ['units'], message: 'is too much at once' }),
    actor: 'admin',
  },
  ({ tx, actor, input: { units, shownUnits, ...movement }, now }) =>
    moveStock(tx, {
      ...movement,
      actor,
      now,
      deltaUnits: deltaOf({ reason: movement.reason, units, shownUnits }),
      expectedOnHandUnits: movement.reason === 'ADJUST' ? shownUnits : undefined,
    }),
);

const thresholdsAction = defineAction(
  {
    name: 'setThresholdsByForm',
    input: z
      .object({
        variantId: z.uuid(),
        safetyMinUnits: wholeNumber,
        safetyMaxUnits: z.union([z.literal(''), wholeNumber]),
      })
      .transform(({ safetyMaxUnits, ...form }) => ({
        ...form,
        safetyMaxUnits: safetyMaxUnits === '' ? null : safetyMaxUnits,
      }))
      .pipe(z.intersection(z.object({ variantId: z.uuid() }), Thresholds)),
    actor: 'admin',
  },
  ({ tx, actor, input }) => setThresholds(tx, { actor, ...input }),
);

export async function moveStockByForm(
  previous: ActionState<{ movementId: string }>,
  form: FormData,
): Promise<ActionState<{ movementId: string }>> {
  return moveAction(previous, form);
}

export async function setThresholdsByForm(previous: ActionState, form: FormData): Promise<ActionState> {
  return thresholdsAction(previous, form);
}
