import { err, ok, type Result } from '@/lib/shared/result';
import type { PrismaClient } from '@/prisma/generated/client/client';
import { networkOf } from './client-address';
import { countFailure, type FailureKey, secondsUntilAllowed } from './count-failures';
import { verifyPassword } from './hash-password';
import type { IdentityError, UserView } from './model';

type Refusal = Extract<IdentityError, { code: 'identity.badCredentials' | 'identity.tooManyFailures' }>;

/**
 * The user with this e-mail and password; every door (page, next-auth, API) asks here.
 *
 * Errors: `identity.badCredentials` for an unknown e-mail, a wrong password and a blocked user alike, in the same time;
 * `identity.tooManyFailures` after ten failures in ten minutes of the account or from the address (null: unknown, so not counted).
 *
 * Runs outside a transaction: hashing is slow, and a failure has to stay counted. Only failures count, so many people may sign in at
 * once from one address. Tries that run at the same time are judged in the order in which they end, a right password as well, so that a
 * volley of guesses learns no more than ten failures' worth.
 */
export async function checkCredentials(
  db: PrismaClient,
  { email, password, address }: { email: string; password: string; address: string | null },
): Promise<Result<UserView, Refusal>> {
  const keys: FailureKey[] = [`account:${email}`];
  if (address !== null) keys.push(`address:${networkOf(address)}`);

  const waitSeconds = await secondsUntilAllowed(db, keys);
  if (waitSeconds !== null) return tooManyFailures(waitSeconds);

  const user = await db.user.findUnique({ where: { email } });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (!right || user === null || user.blockedAt !== null) {
    const retryAfterSeconds = await countFailure(db, keys);
    return retryAfterSeconds === null ? err({ code: 'identity.badCredentials' }) : tooManyFailures(retryAfterSeconds);
  }

  const lateWaitSeconds = await secondsUntilAllowed(db, keys);
  if (lateWaitSeconds !== null) return tooManyFailures(lateWaitSeconds);
  return ok({ id: user.id, email: user.email, name: user.name, role: user.role, tier: user.tier });
}

function tooManyFailures(retryAfterSeconds: number) {
  return err({ code: 'identity.tooManyFailures', retryAfterSeconds });
}
