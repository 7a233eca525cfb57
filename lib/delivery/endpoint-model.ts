import { z } from 'zod';
import { pageOf } from '@/lib/shared/pagination';
import { isPlainText, Text } from '@/lib/shared/text';
import { BreakerView } from './breaker-model';
import { deliveryTypes } from './model';

export const deliveryModes = ['REALTIME', 'BATCH'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

/** 5 s, 30 s, 2 min, 10 min, 1 h, 3 h, 6 h, 12 h; the last repeats. */
export const backoffSecondsDefault = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200];

const day = 86_400;

/** A misspelt setting is refused rather than left as it is. */
export const EndpointFields = z.strictObject({
  name: Text(1, 80),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
    .max(2_000)
    .refine(isPlainText, 'must not contain control characters'),
  /** Empty means all. */
  types: z
    .array(z.enum(deliveryTypes))
    .max(deliveryTypes.length)
    .refine((types) => new Set(types).size === types.length, 'must name each type once')
    .default([]),
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
  .strictObject({
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

/** How long the secret before signs beside the new one. */
export const secretOverlapMs = day * 1_000;

export const SecretRotationInput = z.strictObject({
  /** Whether one that still signs beside the present one may end at once, which takes it from a receiver that goes by it. */
  endPrevious: z.boolean().default(false),
});
export type SecretRotationInput = z.infer<typeof SecretRotationInput>;

/** The answer to a rotation, the only time that the new secret is shown. */
export const SecretRotation = z.object({ secret: z.string(), previousSecretUntil: z.iso.datetime() });
export type SecretRotation = z.infer<typeof SecretRotation>;
