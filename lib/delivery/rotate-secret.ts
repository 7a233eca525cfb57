import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { type SecretRotation, type SecretRotationInput, secretOverlapMs } from './endpoint-model';
import { newSecret, openSecret, sealSecret } from './endpoint-secret';
import type { DeliveryError } from './model';

/** Two rotations within this time are one that was asked for twice. */
export const rotationPauseMs = 60_000;

export type RotateSecret = { actor: Actor; endpointId: string; now: Date } & SecretRotationInput;

/**
 * Gives an endpoint a new secret, which this answer alone shows. The one before signs beside it for `secretOverlapMs`.
 *
 * Errors: `delivery.endpointNotFound`; `delivery.secretsOverlap` while the one before signs, unless `endPrevious`, for another would take from
 * the receiver the secret that it may still go by; `delivery.secretJustRotated` within `rotationPauseMs` even then. Locks the endpoint, so of
 * two at once one is refused.
 */
export async function rotateSecret(
  tx: Tx,
  { actor, endpointId, endPrevious, now }: RotateSecret,
): Promise<Result<SecretRotation, DeliveryError>> {
  assertAdmin(actor);
  const endpoint = await firstRow<{ secret: string; previousSecretUntil: Date | null }>(
    tx,
    sql`SELECT secret, previous_secret_until FROM delivery_endpoints WHERE id = ${endpointId}::uuid AND removed_at IS NULL FOR NO KEY UPDATE`,
  );
  if (!endpoint) return err({ code: 'delivery.endpointNotFound' });
  const before = endpoint.previousSecretUntil;
  if (before && before > now) {
    const overlap = { previousSecretUntil: before.toISOString() };
    if (later(before, rotationPauseMs - secretOverlapMs) > now)
      return err({ code: 'delivery.secretJustRotated', ...overlap });
    if (!endPrevious) return err({ code: 'delivery.secretsOverlap', ...overlap });
  }
  const secret = newSecret();
  const previousSecretUntil = later(now, secretOverlapMs);
  await tx.deliveryEndpoint.update({
    where: { id: endpointId },
    // One from before secrets were sealed is sealed with this.
    data: { secret: sealSecret(secret), previousSecret: sealSecret(openSecret(endpoint.secret)), previousSecretUntil },
  });
  await writeAuditLog(tx, {
    actor,
    action: 'deliveryEndpoint.rotateSecret',
    entityType: 'deliveryEndpoint',
    entityId: endpointId,
    before: { previousSecretUntil: before },
    after: { previousSecretUntil },
  });
  return ok({ secret, previousSecretUntil: previousSecretUntil.toISOString() });
}
