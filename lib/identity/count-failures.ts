import { RateLimiterPrisma } from 'rate-limiter-flexible';
import type { PrismaClient } from '@/prisma/generated/client/client';

/** Wrong passwords that one account, and one address, may try within the window. */
export const failureCountMax = 10;
export const failureWindowSeconds = 600;

/** What is counted: failures of an account, whether it exists or not, and failures from an address. */
export type FailureKey = `account:${string}` | `address:${string}`;

/** Seconds until another try is allowed, or null while it is. */
export async function secondsUntilAllowed(db: PrismaClient, keys: FailureKey[]): Promise<number | null> {
  const counts = await Promise.all(keys.map((key) => limiter(db).get(key)));
  return longestWait(counts.filter((count) => count !== null && count.consumedPoints >= failureCountMax));
}

/** Counts one failure. Seconds until another try is allowed when it was one too many, or null. */
export async function countFailure(db: PrismaClient, keys: FailureKey[]): Promise<number | null> {
  const counts = await Promise.all(keys.map((key) => limiter(db).penalty(key)));
  return longestWait(counts.filter((count) => count.consumedPoints > failureCountMax));
}

const limiters = new WeakMap<PrismaClient, RateLimiterPrisma>();

/** One per client, because each sweeps counters that ended long ago with a timer of its own. */
function limiter(db: PrismaClient): RateLimiterPrisma {
  const known = limiters.get(db);
  if (known) return known;
  const made = new RateLimiterPrisma({
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix: 'signIn',
    points: failureCountMax,
    duration: failureWindowSeconds,
  });
  limiters.set(db, made);
  return made;
}

function longestWait(counts: ({ msBeforeNext: number } | null)[]): number | null {
  if (counts.length === 0) return null;
  const milliseconds = Math.max(...counts.map((count) => count?.msBeforeNext ?? 0));
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
