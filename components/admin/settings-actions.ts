'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { changeSettings } from '@/lib/settings/change-settings';
import { Settings } from '@/lib/settings/model';
import { ok } from '@/lib/shared/result';

const wholeNumber = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const { shape } = Settings;

const saveAction = defineAction(
  {
    name: 'changeSettingsByForm',
    input: z.object({
      cancelWindowMinutes: wholeNumber.pipe(shape.cancelWindowMinutes),
      cartLifetimeHours: wholeNumber.pipe(shape.cartLifetimeHours),
      paymentHoldMinutes: wholeNumber.pipe(shape.paymentHoldMinutes),
      shippingFeeWon: wholeNumber.pipe(shape.shippingFeeWon),
      freeShippingFromWon: wholeNumber.pipe(shape.freeShippingFromWon),
      version: wholeNumber,
    }),
    actor: 'admin',
    // Header and footer of every page name some of them.
    afterCommit: () => revalidatePath(paths.home, 'layout'),
  },
  async ({ tx, actor, input, now }) => {
    const changed = await changeSettings(tx, { actor, change: input, now });
    return changed.ok ? ok(undefined) : changed;
  },
);

/** Saves all of them, as `PATCH /admin/settings` does with the version that the form shows. */
export async function saveSettings(previous: ActionState, form: FormData): Promise<ActionState> {
  return saveAction(previous, form);
}
