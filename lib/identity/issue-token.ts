import type { Tx } from '@/lib/db/client';
import { hours, later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { ok } from '@/lib/shared/result';
import { bearerTokenHash, newBearerToken } from './bearer-token';

export const tokenLifetimeDays = 30;

/**
 * A new bearer token for this user. Its text is answered once and only its hash kept.
 *
 * The user's tokens that have expired go away with it, so that they don't pile up.
 */
export async function issueToken(tx: Tx, { userId, now }: { userId: string; now: Date }) {
  const token = newBearerToken();
  const expiresAt = later(now, hours(24 * tokenLifetimeDays));
  await tx.apiToken.deleteMany({ where: { userId, expiresAt: { lte: now } } });
  await tx.apiToken.create({
    data: { id: newId(), userId, tokenHash: bearerTokenHash(token), createdAt: now, expiresAt },
  });
  return ok({ token, expiresAt });
}
