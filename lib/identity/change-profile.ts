import type { Tx } from '@/lib/db/client';
import { ok } from '@/lib/shared/result';
import type { Actor, ProfileChange } from './model';

/** Changes the actor's own name and phone; what is left out stays. */
export async function changeProfile(tx: Tx, { actor, name, phone }: { actor: Actor } & ProfileChange) {
  const user = await tx.user.update({
    where: { id: actor.userId },
    data: { ...(name !== undefined && { name }), ...(phone !== undefined && { phone }) },
    select: { id: true, email: true, name: true, phone: true, role: true, tier: true },
  });
  return ok(user);
}
