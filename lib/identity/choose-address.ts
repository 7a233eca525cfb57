import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import { ok, type Result } from '@/lib/shared/result';
import { addAddress } from './add-address';
import { type Actor, AddressInput, type IdentityError } from './model';
import { findAddress } from './queries';

/** What a form says about where to send something: one of the member's addresses, or another one, which can be kept. */
export const ChosenAddress = z.discriminatedUnion('address', [
  z.object({ address: z.literal('saved'), addressId: z.uuid() }),
  z.object({ address: z.literal('new'), saveAddress: z.literal('on').optional(), ...AddressInput.shape }),
]);
export type ChosenAddress = z.infer<typeof ChosenAddress>;

/**
 * The address that was chosen, kept for the next time if so wished.
 *
 * Errors: `identity.addressNotFound` (also for another person's), `identity.addressLimit`.
 */
export async function chooseAddress(
  tx: Tx,
  { actor, chosen }: { actor: Actor; chosen: ChosenAddress },
): Promise<Result<AddressInput, IdentityError>> {
  const known =
    chosen.address === 'saved'
      ? await findAddress(tx, { actor, addressId: chosen.addressId })
      : chosen.saveAddress
        ? await addAddress(tx, { actor, address: AddressInput.parse(chosen) })
        : ok(chosen);
  // Without the id that it has among the member's.
  return known.ok ? ok(AddressInput.parse(known.value)) : known;
}
