import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { BreakerView } from './breaker-model';
import { errorClasses, shownStates } from './model';

export const DeliveryStatsQuery = z.object({
  /** A day ago unless said. */
  from: Moment.optional(),
  /** Now unless said. */
  to: Moment.optional(),
  endpointId: z.uuid().optional(),
});
export type DeliveryStatsQuery = z.infer<typeof DeliveryStatsQuery>;

/** Longest time that figures are read of. */
export const statsDaysMax = 90;

/** From the commit of a change to its acknowledgement; null when nothing was acknowledged. */
export const LatencyView = z.object({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable();

const EndpointStats = z.object({
  id: z.string(),
  name: z.string(),
  delivered: z.number().int(),
  slaBreaches: z.number().int(),
  latencyMs: LatencyView,
  backlog: z.object({ count: z.number().int(), oldestAgeSeconds: z.number().nullable() }),
  dead: z.number().int(),
  breaker: BreakerView,
});

export const DeliveryStats = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    /** Of what was created in this time, by what has become of it. */
    states: z.record(z.enum(shownStates), z.number().int()),
    /** Failed calls of this time. */
    errorClasses: z.record(z.enum(errorClasses), z.number().int()),
    delivered: z.number().int(),
    slaBreaches: z.number().int(),
    latencyMs: LatencyView,
    /** As it is now, whatever the time asked for. */
    backlog: z.object({ count: z.number().int(), oldestAgeSeconds: z.number().nullable() }),
    endpoints: z.array(EndpointStats),
    /** The time in equal parts of `stepSeconds`. */
    stepSeconds: z.number().int(),
    overTime: z.array(
      z.object({
        at: z.iso.datetime(),
        delivered: z.number().int(),
        failed: z.number().int(),
        slaBreaches: z.number().int(),
        latencyMs: LatencyView,
      }),
    ),
  })
  .meta({ id: 'DeliveryStats' });
export type DeliveryStats = z.infer<typeof DeliveryStats>;
