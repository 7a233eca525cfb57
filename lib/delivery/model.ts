import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { isPlainText, Text } from '@/lib/shared/text';
import { breakerStates } from './breaker-model';

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

export const deliveryLanes = ['VIP', 'NORMAL', 'BULK'] as const;
export type DeliveryLane = (typeof deliveryLanes)[number];

/** `POST /admin/deliveries/{id}/skip`. */
export const SkipInput = z.strictObject({ reason: Text(1, 200) });

export const DeliveryView = z
  .object({
    id: z.string(),
    /** Nothing leaves to one that is paused or removed, whose breaker is open, or that has asked to be left alone. */
    endpoint: z.object({
      id: z.string(),
      name: z.string(),
      paused: z.boolean(),
      removed: z.boolean(),
      breaker: z.enum(breakerStates),
      throttledUntil: z.iso.datetime().nullable(),
    }),
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
  /** Where it went; null for attempts from before that was kept. */
  url: z.string().nullable(),
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

/** What narrows a list of deliveries, and what is replayed. */
export const DeliveryFilter = z.object({
  errorClass: z.enum(errorClasses).optional(),
  orderId: z.uuid().optional(),
  endpointId: z.uuid().optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  /** An id of a delivery or an order, a part of an order's number, or of the last error's text. */
  q: z.string().trim().max(80).refine(isPlainText, 'must not contain control characters').optional(),
});

/** A time that ends before it begins finds nothing, so it is a mistake. */
export const isInOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || from <= to;
export const notInOrder = { path: ['to'], error: 'must not be before from' };

export const DeliveryQuery = PageQuery.extend(DeliveryFilter.shape)
  .extend({ state: z.enum(shownStates).optional() })
  .refine(isInOrder, notInOrder);
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** Dead deliveries that failed alike, at one endpoint. */
export const DeadGroup = z.object({
  /** The same for all that failed alike; `ReplayFilter` takes it. */
  groupKey: z.string(),
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

export const DeadGroupQuery = DeliveryFilter.refine(isInOrder, notInOrder);
export type DeadGroupQuery = z.infer<typeof DeadGroupQuery>;

export const targetRefusals = ['BAD_SCHEME', 'BAD_PORT', 'CREDENTIALS_IN_URL', 'PRIVATE_ADDRESS'] as const;
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
  | { code: 'delivery.secretsOverlap'; previousSecretUntil: string }
  | { code: 'delivery.resyncUnwanted' }
  | { code: 'delivery.jobNotFound' }
  | { code: 'delivery.badWindow'; daysMax: number };
