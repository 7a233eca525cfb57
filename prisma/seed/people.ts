import type { Tx } from '@/lib/db/client';
import { addAddress } from '@/lib/identity/add-address';
import { hashPassword } from '@/lib/identity/hash-password';
import type { Actor } from '@/lib/identity/model';
import { signUpUser } from '@/lib/identity/sign-up-user';
import { unwrap } from '@/lib/shared/result';
import { type CastMember, type CastName, cast } from './cast';

export type Actors = Record<CastName, Actor>;

/** Hashes of the cast's passwords, each made once: hashing is slow on purpose. */
export async function hashCastPasswords(): Promise<Map<string, string>> {
  const passwords = [...new Set(Object.values(cast).map((member) => member.password))];
  return new Map(await Promise.all(passwords.map(async (text) => [text, await hashPassword(text)] as const)));
}

/** Signs the whole cast up, with their tiers and addresses. */
export async function seedPeople(tx: Tx, { hashes, joinedAt }: { hashes: Map<string, string>; joinedAt: Date }) {
  const actors: Partial<Actors> = {};
  for (const name of Object.keys(cast) as CastName[]) actors[name] = await join(tx, cast[name], { hashes, joinedAt });
  return actors as Actors;
}

async function join(
  tx: Tx,
  { email, password, name, phone, role, tier, address }: CastMember,
  { hashes, joinedAt }: { hashes: Map<string, string>; joinedAt: Date },
): Promise<Actor> {
  const passwordHash = hashes.get(password) ?? '';
  const { id: userId } = unwrap(await signUpUser(tx, { email, name, phone, passwordHash }));
  // By hand, so that the next night's recalculation leaves the cast as the demo needs it.
  await tx.user.update({ where: { id: userId }, data: { role, tier, tierByHand: true, createdAt: joinedAt } });
  const actor = { userId, role, tier };
  if (address) unwrap(await addAddress(tx, { actor, address }));
  return actor;
}
