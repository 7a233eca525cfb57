import { networkOf } from '@/lib/identity/client-address';
import { countFailure, type FailureKey, type FailureLimit, secondsUntilAllowed } from '@/lib/identity/count-failures';
import { err, ok, type Result } from '@/lib/shared/result';
import type { PrismaClient } from '@/prisma/generated/client/client';
import { hashCode, isWellFormed } from './coupon-code';
import type { CouponError } from './model';

/** Wrong codes of one account, and from one address: who goes on guessing waits ten minutes, then an hour, then a day. */
export const wrongCodeLimit: FailureLimit = {
  name: 'couponCode',
  windows: [
    { failureCountMax: 5, seconds: 600 },
    { failureCountMax: 15, seconds: 3_600 },
    { failureCountMax: 30, seconds: 86_400 },
  ],
};

/** `address` null is unknown, and not counted. */
export type CheckCode = { userId: string; code: string; address: string | null };

/**
 * Whether a code is worth trying: there is one, and it is not somebody else's. A wrong one is counted, outside any transaction, so that it
 * stays counted; one that nobody can have been given is not looked for.
 *
 * Errors: `coupon.unknownCode`, `coupon.tooManyWrongCodes`, which a right code gets too while the wait lasts.
 */
export async function checkCode(
  db: PrismaClient,
  { userId, code, address }: CheckCode,
): Promise<Result<null, CouponError>> {
  const keys: FailureKey[] = [`account:${userId}`];
  if (address !== null) keys.push(`address:${networkOf(address)}`);
  const waitSeconds = await secondsUntilAllowed(db, keys, wrongCodeLimit);
  if (waitSeconds !== null) return tooMany(waitSeconds);
  if (isWellFormed(code) && (await isFree(db, { userId, code }))) return ok(null);
  const retryAfterSeconds = await countFailure(db, keys, wrongCodeLimit);
  return retryAfterSeconds === null ? err({ code: 'coupon.unknownCode' }) : tooMany(retryAfterSeconds);
}

/** Not somebody else's. */
async function isFree(db: PrismaClient, { userId, code }: { userId: string; code: string }): Promise<boolean> {
  const known = await db.couponCode.findUnique({
    where: { hash: new Uint8Array(hashCode(code)) },
    include: { coupon: true },
  });
  return known !== null && (known.coupon === null || known.coupon.userId === userId);
}

function tooMany(retryAfterSeconds: number) {
  return err({ code: 'coupon.tooManyWrongCodes' as const, retryAfterSeconds });
}
