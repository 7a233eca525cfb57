'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { wakeAutomaticCoupons } from '@/inngest/wake-automatic-coupons';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { rememberDevice } from '@/lib/http/device-cookie';
import { paths } from '@/lib/http/paths';
import { takeOverGuestCart } from '@/lib/http/take-over-guest-cart';
import { addAddress } from '@/lib/identity/add-address';
import { endSession, startSession } from '@/lib/identity/auth-session';
import { changeAddress } from '@/lib/identity/change-address';
import { changeProfile } from '@/lib/identity/change-profile';
import { checkCredentials } from '@/lib/identity/check-credentials';
import { clientAddress } from '@/lib/identity/client-address';
import { hashNetwork } from '@/lib/identity/hash-network';
import { hashPassword } from '@/lib/identity/hash-password';
import {
  AddressInput,
  AddressParams,
  type AddressView,
  Credentials,
  type Me,
  Phone,
  ProfileChange,
  SignUp,
  type UserView,
} from '@/lib/identity/model';
import { removeAddress } from '@/lib/identity/remove-address';
import { safeReturnPath } from '@/lib/identity/return-path';
import { signUpUser } from '@/lib/identity/sign-up-user';
import { ok } from '@/lib/shared/result';

/** Where a form wants to go afterwards; anything that is no page of ours goes home. */
const callbackUrl = z.string().optional().transform(safeReturnPath);

/** A field that was left empty says nothing. */
const emptyIsMissing = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((typed) => (typed === '' ? undefined : typed), schema.optional());

const signInAction = defineAction(
  {
    name: 'signIn',
    input: Credentials.extend({ callbackUrl }),
    actor: 'public',
    prepare: async ({ input }) => checkCredentials(db(), { ...input, address: await callerAddress() }),
    afterCommit: async (user: UserView, { input }) => {
      await startSession(user.id);
      await rememberDevice();
      await takeOverGuestCart(user.id);
      redirect(input.callbackUrl);
    },
  },
  async ({ prepared: user }) => ok(user),
);

const signUpAction = defineAction(
  {
    name: 'signUp',
    input: SignUp.extend({ phone: emptyIsMissing(Phone), callbackUrl }),
    actor: 'public',
    prepare: async ({ input }) => {
      const network = hashNetwork({ address: await callerAddress(), secret: env().NEXTAUTH_SECRET });
      return ok({ network, passwordHash: await hashPassword(input.password) });
    },
    afterCommit: async (user: Me, { input }) => {
      wakeAutomaticCoupons();
      await startSession(user.id);
      await rememberDevice();
      await takeOverGuestCart(user.id);
      redirect(input.callbackUrl);
    },
  },
  ({ tx, input: { callbackUrl: _, password: __, ...person }, prepared }) => signUpUser(tx, { ...person, ...prepared }),
);

const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value !== undefined);

const saveProfileAction = defineAction(
  {
    name: 'saveProfile',
    input: ProfileChange.extend({
      phone: z.preprocess((typed) => (typed === '' ? null : typed), Phone.nullable()),
      cartReminders: ticked,
      couponReminders: ticked,
    }),
    actor: 'customer',
    afterCommit: () => revalidatePath('/', 'layout'),
  },
  ({ tx, actor, input, locale }) => changeProfile(tx, { actor, ...input, locale }),
);

const saveAddressAction = defineAction(
  {
    name: 'saveAddress',
    input: AddressInput.extend({ id: emptyIsMissing(AddressParams.shape.id) }),
    actor: 'customer',
    afterCommit: () => revalidatePath(paths.account),
  },
  ({ tx, actor, input: { id, ...address } }) =>
    id ? changeAddress(tx, { actor, addressId: id, change: address }) : addAddress(tx, { actor, address }),
);

const removeAddressAction = defineAction(
  { name: 'removeAddress', input: AddressParams, actor: 'customer', afterCommit: () => revalidatePath(paths.account) },
  ({ tx, actor, input }) => removeAddress(tx, { actor, addressId: input.id }),
);

export async function signIn(previous: ActionState<UserView>, form: FormData): Promise<ActionState<UserView>> {
  return signInAction(previous, form);
}

export async function signUp(previous: ActionState<Me>, form: FormData): Promise<ActionState<Me>> {
  return signUpAction(previous, form);
}

/** Works as the action of a plain form, so that signing out needs no script. */
export async function signOut(): Promise<void> {
  await endSession();
  redirect(paths.home);
}

export async function saveProfile(previous: ActionState<Me>, form: FormData): Promise<ActionState<Me>> {
  return saveProfileAction(previous, form);
}

export async function saveAddress(
  previous: ActionState<AddressView>,
  form: FormData,
): Promise<ActionState<AddressView>> {
  return saveAddressAction(previous, form);
}

export async function forgetAddress(previous: ActionState<undefined>, form: FormData): Promise<ActionState<undefined>> {
  return removeAddressAction(previous, form);
}

async function callerAddress(): Promise<string | null> {
  return clientAddress(await headers(), env().TRUSTED_PROXY_HOPS);
}
