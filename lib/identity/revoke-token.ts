import type { Tx } from '@/lib/db/client';
import { ok, type Result } from '@/lib/shared/result';
import { bearerTokenHash } from './bearer-token';

/** Ends a bearer token. One that has ended already, or was never issued, stays as it is. */
export async function revokeToken(tx: Tx, { token, now }: { token: string; now: Date }): Promise<Result<undefined>> {
  await tx.apiToken.updateMany({
    where: { tokenHash: bearerTokenHash(token), revokedAt: null },
    data: { revokedAt: now },
  });
  return ok(undefined);
}
