import type { Tx } from '@/lib/db/client';
import type { Locale } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import type { Actor, Me, ProfileChange } from './model';

/** Changes what the actor says about themselves; what is left out stays. Reminders come in the language in which they were asked for. */
export async function changeProfile(
  tx: Tx,
  { actor, name, phone, cartReminders, couponReminders, locale }: { actor: Actor; locale: Locale } & ProfileChange,
): Promise<Result<Me>> {
  const { cartReminderLocale, couponReminderLocale, ...user } = await tx.user.update({
    where: { id: actor.userId },
    data: {
      ...(name !== undefined && { name }),
      ...(phone !== undefined && { phone }),
      ...(cartReminders !== undefined && { cartReminderLocale: cartReminders ? locale : null }),
      ...(couponReminders !== undefined && { couponReminderLocale: couponReminders ? locale : null }),
    },
    select: {
      ...{ id: true, email: true, name: true, phone: true, role: true, tier: true },
      ...{ cartReminderLocale: true, couponReminderLocale: true },
    },
  });
  return ok({
    ...user,
    cartReminders: cartReminderLocale !== null,
    couponReminders: couponReminderLocale !== null,
  });
}
