import { z } from 'zod';
import { pageOf } from '@/lib/shared/pagination';

export const breakerStates = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type BreakerState = (typeof breakerStates)[number];

export const breakerCauses = ['FAILURES', 'WAITED', 'PROBE_FAILED', 'PROBE_SUCCEEDED', 'BY_HAND'] as const;
export type BreakerCause = (typeof breakerCauses)[number];

export const BreakerView = z.object({
  state: z.enum(breakerStates),
  /** Held open by a person, until a person closes it. */
  forced: z.boolean(),
  since: z.iso.datetime(),
  /** When an open one is probed. */
  probeAt: z.iso.datetime().nullable(),
});
export type BreakerView = z.infer<typeof BreakerView>;

/** `POST /admin/delivery-endpoints/{id}/breaker`. */
export const BreakerChange = z.strictObject({ state: z.enum(['OPEN', 'CLOSED']) });
export type BreakerChange = z.infer<typeof BreakerChange>;

/** One entry of a breaker's history. */
export const BreakerEventView = z.object({
  id: z.string(),
  occurredAt: z.iso.datetime(),
  from: z.enum(breakerStates),
  to: z.enum(breakerStates),
  cause: z.enum(breakerCauses),
  callCount: z.number().int().nullable(),
  failedCount: z.number().int().nullable(),
  actor: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type BreakerEventView = z.infer<typeof BreakerEventView>;
export const BreakerEventPage = pageOf(BreakerEventView);
