import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import { type Actor, type AddressInput, type AddressView, addressCountMax, type IdentityError } from './model';
import { addressColumns } from './queries';

type AddressLimit = Extract<IdentityError, { code: 'identity.addressLimit' }>;

/** Keeps another address of the actor. Error: `identity.addressLimit` from the 21st on. */
export async function addAddress(
  tx: Tx,
  { actor, address }: { actor: Actor; address: AddressInput },
): Promise<Result<AddressView, AddressLimit>> {
  // Two at once wait for each other here, so that both count right.
  await execute(tx, sql`SELECT 1 FROM users WHERE id = ${actor.userId}::uuid FOR NO KEY UPDATE`);
  const count = await tx.address.count({ where: { userId: actor.userId } });
  if (count >= addressCountMax) return err({ code: 'identity.addressLimit', limit: addressCountMax });
  return ok(
    await tx.address.create({ data: { id: newId(), userId: actor.userId, ...address }, select: addressColumns }),
  );
}
