import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { now } from '@/lib/shared/clock';
import { gather } from '@/lib/shared/gather';
import { sessionCookieName, sessionUserId } from './auth-session';
import { bearerTokenHash, bearerTokenOf } from './bearer-token';
import type { Actor, Me } from './model';
import { findActiveUser, findTokenOwners } from './queries';
import { signInPath } from './return-path';
import { comesFromSameOrigin } from './same-origin';

/**
 * Who sends this request to the API: null for nobody, `'invalid'` for a bearer token that is not (or no longer) good, which answers
 * 401 even where nobody needs to be signed in.
 *
 * Role, tier and blocking are read from the database each time, so that a change counts at once. A token goes before a cookie.
 * A write that a cookie vouches for (no `Authorization` header) also has to pass `isSameOrigin`.
 */
export async function authenticate(request: Request): Promise<Actor | null | 'invalid'> {
  const token = bearerTokenOf(request.headers);
  if (token !== null) {
    const owner = await tokenOwner(bearerTokenHash(token));
    return owner ? actorOf(owner) : 'invalid';
  }
  const user = await sessionUser(cookieOf(request.headers, sessionCookieName()));
  return user && actorOf(user);
}

/** Whoever asks in the same moment is looked up together. */
const tokenOwner = gather(
  (tokenHashes: Uint8Array<ArrayBuffer>[]) => findTokenOwners(db(), { tokenHashes, now: now() }),
  { sizeMax: 500 },
);

/** Whether a browser sent this request from one of our own pages; asked for every write that a cookie vouches for. */
export function isSameOrigin(request: Request): boolean {
  return comesFromSameOrigin(request.headers, env().NEXTAUTH_URL);
}

/** Who looks at this page or sent this form; null for nobody. Read once per request. */
export const currentUser = cache(async (): Promise<Me | null> => {
  const jar = await cookies();
  return await sessionUser(jar.get(sessionCookieName())?.value);
});

/** As `currentUser`, with what use cases need to know. */
export async function currentActor(): Promise<Actor | null> {
  const user = await currentUser();
  return user && actorOf(user);
}

/** As `currentUser`, for pages of members: everybody else is sent to sign in, and from there back to `returnPath`. */
export async function requireUser(returnPath: string): Promise<Me> {
  return (await currentUser()) ?? redirect(signInPath(returnPath));
}

/**
 * As `requireUser`, for pages of the back office. The layout asks too, but layouts are not rendered again on every navigation, so each
 * page asks for itself.
 */
export async function requireAdmin(returnPath: string): Promise<Me> {
  const user = await currentUser();
  return user?.role === 'ADMIN' ? user : redirect(signInPath(returnPath, { admin: true }));
}

export function actorOf({ id, role, tier }: Me): Actor {
  return { userId: id, role, tier };
}

async function sessionUser(cookie: string | undefined): Promise<Me | null> {
  const userId = await sessionUserId(cookie);
  return userId === null ? null : await findActiveUser(db(), userId);
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
