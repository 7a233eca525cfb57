import { RateLimiterPrisma } from 'rate-limiter-flexible';
import type { PrismaClient } from '@/prisma/generated/client/client';

/** So many failures within so many seconds, and there is a wait. Of several windows the longer ones make whoever goes on wait longer. */
export type FailureLimit = { name: string; windows: readonly { failureCountMax: number; seconds: number }[] };

/** Wrong passwords that one account, and one address, may try within the window. */
export const failureCountMax = 10;
export const failureWindowSeconds = 600;
export const signInLimit: FailureLimit = {
  name: 'signIn',
  windows: [{ failureCountMax, seconds: failureWindowSeconds }],
};

/** What is counted: failures of an account, whether it exists or not, and failures from an address. */
export type FailureKey = `account:${string}` | `address:${string}`;

/** Seconds until another try is allowed, or null while it is. */
export async function secondsUntilAllowed(
  db: PrismaClient,
  keys: FailureKey[],
  limit: FailureLimit = signInLimit,
): Promise<number | null> {
  const waits = await inEachWindow(limit, keys, async ({ window, key }) => {
    const count = await limiter(db, limit, window).get(key);
    return count !== null && count.consumedPoints >= window.failureCountMax ? count.msBeforeNext : 0;
  });
  return longestWait(waits);
}

/** Counts one failure. Seconds until another try is allowed when it was one too many, or null. */
export async function countFailure(
  db: PrismaClient,
  keys: FailureKey[],
  limit: FailureLimit = signInLimit,
): Promise<number | null> {
  const waits = await inEachWindow(limit, keys, async ({ window, key }) => {
    const count = await limiter(db, limit, window).penalty(key);
    return count.consumedPoints > window.failureCountMax ? count.msBeforeNext : 0;
  });
  return longestWait(waits);
}

type Window = FailureLimit['windows'][number];

function inEachWindow(
  { windows }: FailureLimit,
  keys: FailureKey[],
  work: (one: { window: Window; key: FailureKey }) => Promise<number>,
): Promise<number[]> {
  return Promise.all(windows.flatMap((window) => keys.map((key) => work({ window, key }))));
}

const limiters = new WeakMap<PrismaClient, Map<string, RateLimiterPrisma>>();

/** One per client and window, because each sweeps counters that ended long ago with a timer of its own. */
function limiter(db: PrismaClient, { name }: FailureLimit, window: Window): RateLimiterPrisma {
  const ofClient = limiters.get(db) ?? new Map<string, RateLimiterPrisma>();
  limiters.set(db, ofClient);
  const keyPrefix = `${name}:${window.seconds}`;
  const known = ofClient.get(keyPrefix);
  if (known) return known;
  const made = new RateLimiterPrisma({
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix,
    points: window.failureCountMax,
    duration: window.seconds,
  });
  ofClient.set(keyPrefix, made);
  return made;
}

function longestWait(waitsMs: number[]): number | null {
  const longestMs = Math.max(0, ...waitsMs);
  return longestMs === 0 ? null : Math.max(1, Math.ceil(longestMs / 1000));
}
