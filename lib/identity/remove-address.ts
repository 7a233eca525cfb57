import type { Tx } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/shared/result';
import type { Actor, IdentityError } from './model';

type AddressNotFound = Extract<IdentityError, { code: 'identity.addressNotFound' }>;

/** Forgets one of the actor's addresses; orders keep their own copy. Error: `identity.addressNotFound`, also for another person's. */
export async function removeAddress(
  tx: Tx,
  { actor, addressId }: { actor: Actor; addressId: string },
): Promise<Result<undefined, AddressNotFound>> {
  const { count } = await tx.address.deleteMany({ where: { id: addressId, userId: actor.userId } });
  return count === 1 ? ok(undefined) : err({ code: 'identity.addressNotFound' });
}
