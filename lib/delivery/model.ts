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

/** What an admin may do with a delivery, and in which states. */
export const deliveryActions = {
  retry: ['PENDING', 'DEAD'],
} as const satisfies Record<string, readonly ShownState[]>;

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
  mode: z.enum(['REALTIME']).default('REALTIME'),
  concurrency: z.number().int().min(1).max(64).default(4),
  timeoutMs: z.number().int().min(100).max(60_000).default(10_000),
  maxAttempts: z.number().int().min(1).max(100).default(9),
  backoffSeconds: z.array(z.number().int().min(0).max(day)).min(1).max(50).default(backoffSecondsDefault),
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
    concurrency: EndpointFields.shape.concurrency.unwrap(),
    timeoutMs: EndpointFields.shape.timeoutMs.unwrap(),
    maxAttempts: EndpointFields.shape.maxAttempts.unwrap(),
    backoffSeconds: EndpointFields.shape.backoffSeconds.unwrap(),
    paused: EndpointFields.shape.paused.unwrap(),
  })
  .partial();
export type EndpointChange = z.infer<typeof EndpointChange>;

export const EndpointView = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    types: z.array(z.string()),
    mode: z.literal('REALTIME'),
    concurrency: z.number().int(),
    timeoutMs: z.number().int(),
    maxAttempts: z.number().int(),
    backoffSeconds: z.array(z.number().int()),
    paused: z.boolean(),
    pausedAt: z.iso.datetime().nullable(),
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

export const DeliveryView = z
  .object({
    id: z.string(),
    /** Nothing leaves to one that is paused. */
    endpoint: z.object({ id: z.string(), name: z.string(), paused: z.boolean() }),
    orderId: z.string(),
    orderNumber: z.string(),
    type: z.string(),
    sequence: z.number().int(),
    previousSequence: z.number().int().nullable(),
    lane: z.enum(['VIP', 'NORMAL', 'BULK']),
    state: z.enum(shownStates),
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
});
export type AttemptView = z.infer<typeof AttemptView>;

export const DeliveryDetail = DeliveryView.extend({
  endpoint: DeliveryView.shape.endpoint.extend({ url: z.string() }),
  /** The body, byte for byte, as every attempt sends it. */
  requestBody: z.string(),
  attempts: z.array(AttemptView),
  allowedActions: z.array(z.enum(['retry'])),
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
  /** The beginning of an order's number. */
  q: z.string().trim().max(40).optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

export const targetRefusals = ['BAD_SCHEME', 'CREDENTIALS_IN_URL', 'PRIVATE_ADDRESS'] as const;
export type TargetRefusal = (typeof targetRefusals)[number];

export type DeliveryError =
  | { code: 'delivery.endpointNotFound' }
  | { code: 'delivery.notFound' }
  | { code: 'delivery.targetRefused'; reason: TargetRefusal }
  | { code: 'delivery.notRetryable'; state: ShownState }
  | { code: 'delivery.beingSent' };
