import type { Tx } from '@/lib/db/client';
import { err, ok, type Result } from '@/lib/shared/result';
import type { Actor, AddressChange, AddressView, IdentityError } from './model';
import { addressColumns } from './queries';

type AddressNotFound = Extract<IdentityError, { code: 'identity.addressNotFound' }>;

/** Changes members of one of the actor's addresses. Error: `identity.addressNotFound`, also for another person's. */
export async function changeAddress(
  tx: Tx,
  { actor, addressId, change }: { actor: Actor; addressId: string; change: AddressChange },
): Promise<Result<AddressView, AddressNotFound>> {
  const data = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const [changed] = await tx.address.updateManyAndReturn({
    where: { id: addressId, userId: actor.userId },
    data,
    select: addressColumns,
  });
  return changed ? ok(changed) : err({ code: 'identity.addressNotFound' });
}
