import { RateLimiterPrisma } from 'rate-limiter-flexible';
import { networkOf } from '@/lib/identity/client-address';
import type { Actor } from '@/lib/identity/model';
import { err, ok, type Result } from '@/lib/shared/result';
import type { PrismaClient } from '@/prisma/generated/client/client';

const windowSeconds = 3_600;
/** Sign-ups within the window: of one member, for one address that is not the member's own, and of nobody from one network. */
export const memberSignUpsMax = 60;
export const emailSignUpsMax = 5;
export const networkSignUpsMax = 30;

type TooMany = { code: 'restock.tooManySignUps'; retryAfterSeconds: number };

/**
 * Counts one sign-up, and refuses it when it is one too many: `restock.tooManySignUps`.
 *
 * What makes mail to an address that nobody vouched for is counted by that address, whether known or not, and by where it came from
 * (null: unknown, so not counted). Runs outside a transaction: what was refused stays counted.
 */
export async function limitSignUps(
  db: PrismaClient,
  { actor, email, address }: { actor: Actor | null; email: string | undefined; address: string | null },
): Promise<Result<undefined, TooMany>> {
  const own = actor && (await db.user.findUnique({ where: { id: actor.userId }, select: { email: true } }))?.email;
  const counted = [
    ...(actor ? [{ key: `member:${actor.userId}`, max: memberSignUpsMax }] : []),
    ...(email === undefined || email === own ? [] : [{ key: `email:${email}`, max: emailSignUpsMax }]),
    ...(actor || address === null ? [] : [{ key: `network:${networkOf(address)}`, max: networkSignUpsMax }]),
  ];
  const waits = await Promise.all(
    counted.map(async ({ key, max }) => {
      const count = await limiter(db).penalty(key);
      return count.consumedPoints > max ? Math.max(1, Math.ceil(count.msBeforeNext / 1_000)) : 0;
    }),
  );
  const retryAfterSeconds = Math.max(0, ...waits);
  return retryAfterSeconds > 0 ? err({ code: 'restock.tooManySignUps', retryAfterSeconds }) : ok(undefined);
}

const limiters = new WeakMap<PrismaClient, RateLimiterPrisma>();

/** One per client, because each sweeps counters that ended long ago with a timer of its own. */
function limiter(db: PrismaClient): RateLimiterPrisma {
  const known = limiters.get(db);
  if (known) return known;
  const made = new RateLimiterPrisma({
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix: 'restock',
    points: memberSignUpsMax,
    duration: windowSeconds,
  });
  limiters.set(db, made);
  return made;
}
