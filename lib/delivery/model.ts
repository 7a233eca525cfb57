import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { isPlainText, Text } from '@/lib/shared/text';

/** What leaves the house: one per exported change of an order. */
export const deliveryTypes = [
  'order.paid',
  'order.partially_cancelled',
  'order.cancelled',
  'order.status_changed',
  'order.address_changed',
  'order.tracking_changed',
  'order.resync',
] as const;
export type DeliveryType = (typeof deliveryTypes)[number];

/** As stored. */
export const deliveryStates = ['PENDING', 'DELIVERED', 'DEAD', 'SUPERSEDED', 'SKIPPED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** As shown: BLOCKED is a PENDING one behind a DEAD one of the same order. */
export const shownStates = ['PENDING', 'BLOCKED', 'DELIVERED', 'DEAD', 'SUPERSEDED', 'SKIPPED'] as const;
export type ShownState = (typeof shownStates)[number];

export const errorClasses = [
  'TIMEOUT',
  'NETWORK',
  'DNS',
  'TLS',
  'HTTP_4XX',
  'HTTP_5XX',
  'RATE_LIMITED',
  'BAD_RESPONSE',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** What an admin may do with a delivery, and in which states. One that was skipped counts as settled: what stands behind it goes on. */
export const deliveryActions = {
  retry: ['PENDING', 'DEAD'],
  skip: ['DEAD'],
} as const satisfies Record<string, readonly ShownState[]>;
export type DeliveryAction = keyof typeof deliveryActions;

export const deliveryModes = ['REALTIME', 'BATCH'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

export const deliveryLanes = ['VIP', 'NORMAL', 'BULK'] as const;
export type DeliveryLane = (typeof deliveryLanes)[number];

export const breakerStates = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type BreakerState = (typeof breakerStates)[number];

export const breakerCauses = ['FAILURES', 'WAITED', 'PROBE_FAILED', 'PROBE_SUCCEEDED', 'BY_HAND'] as const;
export type BreakerCause = (typeof breakerCauses)[number];

/** 5 s, 30 s, 2 min, 10 min, 1 h, 3 h, 6 h, 12 h; the last repeats. */
export const backoffSecondsDefault = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200];

const day = 86_400;

export const EndpointFields = z.object({
  name: Text(1, 80),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
    .max(2_000)
    .refine(isPlainText, 'must not contain control characters'),
  /** Empty means all. */
  types: z.array(z.enum(deliveryTypes)).max(deliveryTypes.length).default([]),
  mode: z.enum(deliveryModes).default('REALTIME'),
  /** Of BATCH: a batch leaves when it has so many, or when its first has waited for so long. */
  batchSize: z.number().int().min(1).max(500).default(50),
  batchWaitMs: z.number().int().min(0).max(60_000).default(1_000),
  concurrency: z.number().int().min(1).max(64).default(4),
  /** Calls, of which a batch is one. */
  ratePerSecond: z.number().int().min(1).max(10_000).default(50),
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  maxAttempts: z.number().int().min(1).max(100).default(9),
  backoffSeconds: z.array(z.number().int().min(0).max(day)).min(1).max(50).default(backoffSecondsDefault),
  /** From the commit of a change to its acknowledgement. */
  slaMs: z
    .number()
    .int()
    .min(1_000)
    .max(day * 1_000)
    .default(60_000),
  /** Whether a newer snapshot of an order may replace those that were never attempted. */
  supersede: z.boolean().default(false),
  paused: z.boolean().default(false),
});
export type EndpointFields = z.infer<typeof EndpointFields>;

/** Only what is named changes. */
export const EndpointChange = z
  .object({
    name: EndpointFields.shape.name,
    url: EndpointFields.shape.url,
    types: EndpointFields.shape.types.unwrap(),
    mode: EndpointFields.shape.mode.unwrap(),
    batchSize: EndpointFields.shape.batchSize.unwrap(),
    batchWaitMs: EndpointFields.shape.batchWaitMs.unwrap(),
    concurrency: EndpointFields.shape.concurrency.unwrap(),
    ratePerSecond: EndpointFields.shape.ratePerSecond.unwrap(),
    timeoutMs: EndpointFields.shape.timeoutMs.unwrap(),
    maxAttempts: EndpointFields.shape.maxAttempts.unwrap(),
    backoffSeconds: EndpointFields.shape.backoffSeconds.unwrap(),
    slaMs: EndpointFields.shape.slaMs.unwrap(),
    supersede: EndpointFields.shape.supersede.unwrap(),
    paused: EndpointFields.shape.paused.unwrap(),
  })
  .partial();
export type EndpointChange = z.infer<typeof EndpointChange>;

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
export const BreakerChange = z.object({ state: z.enum(['OPEN', 'CLOSED']) });
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

export const EndpointView = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    mode: z.enum(deliveryModes),
    batchSize: z.number().int(),
    batchWaitMs: z.number().int(),
    concurrency: z.number().int(),
    ratePerSecond: z.number().int(),
    timeoutMs: z.number().int(),
    maxAttempts: z.number().int(),
    backoffSeconds: z.array(z.number().int()),
    slaMs: z.number().int(),
    supersede: z.boolean(),
    /** Until when the secret before this one signs, too; null when there is none. */
    previousSecretUntil: z.iso.datetime().nullable(),
    breaker: BreakerView,
    /** The share of its rate that it bears just now, up to 1. */
    rateShare: z.number(),
    /** Until when a 429 or 503 has asked to be left alone; null when that is over. */
    throttledUntil: z.iso.datetime().nullable(),
    paused: z.boolean(),
    pausedAt: z.iso.datetime().nullable(),
    /** Paused because the receiver answered 410. */
    isGone: z.boolean(),
    createdAt: z.iso.datetime(),
    /** Not yet acknowledged, dead ones not counted. */
    pendingCount: z.number().int(),
    deadCount: z.number().int(),
    /** Age of the oldest of them. */
    oldestPendingAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DeliveryEndpoint' });
export type EndpointView = z.infer<typeof EndpointView>;

/** The answer to its creation, the only time that the secret is shown. */
export const NewEndpointView = EndpointView.extend({ secret: z.string() });
export type NewEndpointView = z.infer<typeof NewEndpointView>;

export const EndpointPage = pageOf(EndpointView);

export const BreakerEventPage = pageOf(BreakerEventView);

/** How long the secret before signs beside the new one. */
export const secretOverlapMs = day * 1_000;

/** The answer to a rotation, the only time that the new secret is shown. */
export const SecretRotation = z.object({ secret: z.string(), previousSecretUntil: z.iso.datetime() });
export type SecretRotation = z.infer<typeof SecretRotation>;

/** `POST /admin/deliveries/{id}/skip`. */
export const SkipInput = z.object({ reason: Text(1, 200) });

export const DeliveryView = z
  .object({
    id: z.string(),
    /** Nothing leaves to one that is paused, or whose breaker is open. */
    endpoint: z.object({ id: z.string(), name: z.string(), paused: z.boolean(), breaker: z.enum(breakerStates) }),
    orderId: z.string(),
    orderNumber: z.string(),
    type: z.string(),
    sequence: z.number().int(),
    previousSequence: z.number().int().nullable(),
    lane: z.enum(deliveryLanes),
    state: z.enum(shownStates),
    /** Sequences that it replaced before they were attempted. */
    supersedes: z.array(z.number().int()),
    /** What went in its stead. */
    supersededById: z.string().nullable(),
    /** The resync that it is of. */
    resyncId: z.string().nullable(),
    /** Whether its acknowledgement came, or is, later than the endpoint's SLA says. */
    isLate: z.boolean(),
    /** It is being sent just now. */
    sending: z.boolean(),
    attemptCount: z.number().int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    lastErrorClass: z.enum(errorClasses).nullable(),
    lastError: z.string().nullable(),
    createdAt: z.iso.datetime(),
    settledAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;

export const AttemptView = z.object({
  number: z.number().int(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().int(),
  statusCode: z.number().int().nullable(),
  errorClass: z.enum(errorClasses).nullable(),
  error: z.string().nullable(),
  responseExcerpt: z.string().nullable(),
  /** As sent, but for what signs it; null for attempts from before they were kept. */
  requestHeaders: z.record(z.string(), z.string()).nullable(),
  /** The call that it shared with others. */
  batch: z.object({ id: z.string(), count: z.number().int() }).nullable(),
  /** It asked whether the endpoint is back, and spent no attempt. */
  isProbe: z.boolean(),
  /** Until the connection stood; null where it was kept from before. */
  connectMs: z.number().int().nullable(),
  /** Until the answer began. */
  firstByteMs: z.number().int().nullable(),
});
export type AttemptView = z.infer<typeof AttemptView>;

export const DeliveryDetail = DeliveryView.extend({
  endpoint: DeliveryView.shape.endpoint.extend({ url: z.string() }),
  /** The body, byte for byte, as every attempt sends it. */
  requestBody: z.string(),
  attempts: z.array(AttemptView),
  allowedActions: z.array(z.enum(['retry', 'skip'])),
  /** Who gave it up, and why; null unless it is SKIPPED. */
  skipped: z
    .object({ by: z.object({ id: z.string(), name: z.string() }), reason: z.string(), at: z.iso.datetime() })
    .nullable(),
}).meta({ id: 'DeliveryDetail' });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

export const DeliveryPage = pageOf(DeliveryView);

export const DeliveryQuery = PageQuery.extend({
  state: z.enum(shownStates).optional(),
  errorClass: z.enum(errorClasses).optional(),
  orderId: z.uuid().optional(),
  endpointId: z.uuid().optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  /** An id of a delivery or an order, a part of an order's number, or of the last error's text. */
  q: z.string().trim().max(80).refine(isPlainText, 'must not contain control characters').optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** Dead deliveries that are to be replayed; what is not said narrows nothing, so that a misspelt member is refused. */
export const ReplayFilter = DeliveryQuery.pick({
  errorClass: true,
  orderId: true,
  endpointId: true,
  from: true,
  to: true,
  q: true,
}).strict();
export type ReplayFilter = z.infer<typeof ReplayFilter>;
export const ReplayInput = z.strictObject({ filter: ReplayFilter, dryRun: z.boolean().default(false) });
export type ReplayInput = z.infer<typeof ReplayInput>;

export const ResyncInput = z.strictObject({ since: Moment, dryRun: z.boolean().default(false) });
export type ResyncInput = z.infer<typeof ResyncInput>;

/** How far a replay or a resync is. */
export const DeliveryJobView = z
  .object({
    id: z.string(),
    kind: z.enum(['REPLAY', 'RESYNC']),
    state: z.enum(['RUNNING', 'DONE']),
    endpoint: z.object({ id: z.string(), name: z.string() }).nullable(),
    filter: z.record(z.string(), z.string()).nullable(),
    since: z.iso.datetime().nullable(),
    wantedCount: z.number().int(),
    doneCount: z.number().int(),
    /** What was settled otherwise meanwhile, or has nothing to send. */
    skippedCount: z.number().int(),
    requestedBy: z.object({ id: z.string(), name: z.string() }),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DeliveryJob' });
export type DeliveryJobView = z.infer<typeof DeliveryJobView>;
export const DeliveryJobPage = pageOf(DeliveryJobView);

/** A look at what a replay or resync would do (`job` null), or the job that does it. */
export const DeliveryJobAnswer = z.object({
  dryRun: z.boolean(),
  count: z.number().int(),
  job: DeliveryJobView.nullable(),
});
export type DeliveryJobAnswer = z.infer<typeof DeliveryJobAnswer>;

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

/** Dead deliveries that failed alike, at one endpoint. */
export const DeadGroup = z.object({
  endpoint: z.object({ id: z.string(), name: z.string() }),
  errorClass: z.enum(errorClasses).nullable(),
  /** Of the last attempt; null when there was no answer. */
  statusCode: z.number().int().nullable(),
  /** The last error, its beginning. */
  error: z.string().nullable(),
  count: z.number().int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** The one that died last. */
  exampleId: z.string(),
});
/** The largest groups; `deadCount` counts what is in no group shown, too. */
export const DeadGroups = z.object({ items: z.array(DeadGroup), deadCount: z.number().int() });
export type DeadGroups = z.infer<typeof DeadGroups>;
export const DeadGroupQuery = z.object({ endpointId: z.uuid().optional() });

export const targetRefusals = ['BAD_SCHEME', 'CREDENTIALS_IN_URL', 'PRIVATE_ADDRESS'] as const;
export type TargetRefusal = (typeof targetRefusals)[number];

export type DeliveryError =
  | { code: 'delivery.endpointNotFound' }
  | { code: 'delivery.notFound' }
  | { code: 'delivery.targetRefused'; reason: TargetRefusal }
  | { code: 'delivery.notRetryable'; state: ShownState }
  | { code: 'delivery.notSkippable'; state: ShownState }
  | { code: 'delivery.beingSent' }
  | { code: 'delivery.batchWaitTooLong'; slaMs: number }
  | { code: 'delivery.secretJustRotated'; previousSecretUntil: string }
  | { code: 'delivery.resyncUnwanted' }
  | { code: 'delivery.jobNotFound' }
  | { code: 'delivery.badWindow'; daysMax: number };
