import type { Tx } from '@/lib/db/client';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { newId } from '@/lib/shared/ids';
import { ok, type Result, unwrap } from '@/lib/shared/result';
import { checkEndpoint } from './check-endpoint';
import type { EndpointFields, NewEndpointView } from './endpoint-model';
import { getEndpoint } from './endpoint-queries';
import { newSecret, sealSecret } from './endpoint-secret';
import type { DeliveryError } from './model';
import { checkTarget } from './rules';

export type CreateEndpoint = { actor: Actor; fields: EndpointFields; allowedHosts: readonly string[]; now: Date };

/**
 * Adds an endpoint; it gets what happens from now on. The answer is the only place where its secret is shown.
 *
 * Errors: `delivery.targetRefused`, `delivery.batchWaitTooLong`.
 */
export async function createEndpoint(
  tx: Tx,
  { actor, fields, allowedHosts, now }: CreateEndpoint,
): Promise<Result<NewEndpointView, DeliveryError>> {
  assertAdmin(actor);
  const target = checkTarget(fields.url, allowedHosts);
  if (!target.ok) return target;
  const checked = checkEndpoint(fields);
  if (!checked.ok) return checked;
  const { paused, ...columns } = fields;
  const id = newId();
  const secret = newSecret();
  await tx.deliveryEndpoint.create({
    data: { id, secret: sealSecret(secret), ...columns, pausedAt: paused ? now : null, createdAt: now },
  });
  const view = unwrap(await getEndpoint(tx, id));
  await writeAuditLog(tx, {
    actor,
    action: 'deliveryEndpoint.create',
    entityType: 'deliveryEndpoint',
    entityId: id,
    after: fields,
  });
  return ok({ ...view, secret });
}
