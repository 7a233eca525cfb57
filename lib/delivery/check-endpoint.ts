import { err, ok, type Result } from '@/lib/shared/result';
import type { EndpointFields } from './endpoint-model';
import type { DeliveryError } from './model';

/**
 * Whether an endpoint's settings go together, as far as one alone doesn't say.
 *
 * Error: `delivery.batchWaitTooLong` where batches wait for as long as the SLA gives, so that all of them would be late.
 */
export function checkEndpoint({
  mode,
  batchWaitMs,
  slaMs,
}: Pick<EndpointFields, 'mode' | 'batchWaitMs' | 'slaMs'>): Result<void, DeliveryError> {
  if (mode === 'BATCH' && batchWaitMs >= slaMs) return err({ code: 'delivery.batchWaitTooLong', slaMs });
  return ok(undefined);
}
