import { z } from 'zod';
import { Image } from '@/lib/catalog/model';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

export const alertKinds = [
  'LOW_STOCK',
  'OVERSTOCK',
  'SOLD_OUT',
  'DELIVERY_DEAD',
  'DELIVERY_BACKLOG',
  'DELIVERY_FAILING',
  'CIRCUIT_OPEN',
  'SLA_BREACH',
  'COUPON_ABUSE',
  'INTEGRITY',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Those that are about a variant's stock. */
export const stockAlertKinds = ['LOW_STOCK', 'OVERSTOCK', 'SOLD_OUT'] as const satisfies readonly AlertKind[];
export type StockAlertKind = (typeof stockAlertKinds)[number];

/** Those that are about an endpoint that orders are delivered to: `details` name it. */
export const deliveryAlertKinds = [
  'DELIVERY_DEAD',
  'CIRCUIT_OPEN',
  'SLA_BREACH',
  'DELIVERY_BACKLOG',
  'DELIVERY_FAILING',
] as const satisfies readonly AlertKind[];
export type DeliveryAlertKind = (typeof deliveryAlertKinds)[number];

export const alertSeverities = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const severityOf = {
  LOW_STOCK: 'WARNING',
  OVERSTOCK: 'INFO',
  SOLD_OUT: 'CRITICAL',
  DELIVERY_DEAD: 'CRITICAL',
  DELIVERY_BACKLOG: 'WARNING',
  DELIVERY_FAILING: 'WARNING',
  CIRCUIT_OPEN: 'CRITICAL',
  SLA_BREACH: 'WARNING',
  COUPON_ABUSE: 'WARNING',
  INTEGRITY: 'CRITICAL',
} as const satisfies Record<AlertKind, AlertSeverity>;

/** OPEN: nobody has seen to it yet. ACKNOWLEDGED: somebody has, and it goes on. RECOVERED: it is over, seen or not. */
export const alertStates = ['OPEN', 'ACKNOWLEDGED', 'RECOVERED'] as const;
export type AlertState = (typeof alertStates)[number];

/** What is acknowledged is not over: that is for what raised it to say. */
export const alertActions = {
  acknowledge: ['OPEN'],
} as const satisfies Record<string, readonly AlertState[]>;

/** An alert is raised once for a kind and a subject until it has recovered. */
export type AlertKey = { kind: AlertKind; subject: string };
export type NewAlert = AlertKey & { variantId?: string; details: Record<string, unknown> };

export type AlertError = { code: 'alert.notFound' } | { code: 'alert.notAcknowledgeable'; state: AlertState };

export const AlertView = z
  .object({
    id: z.string(),
    kind: z.enum(alertKinds),
    severity: z.enum(alertSeverities),
    state: z.enum(alertStates),
    /** What it is about: of a stock alert the variant's id. */
    subject: z.string(),
    /** Of a stock alert. */
    variant: z
      .object({
        id: z.string(),
        productName: z.string(),
        sku: z.string(),
        options: z.record(z.string(), z.string()),
        image: Image.nullable(),
      })
      .nullable(),
    /** What was found when it was raised. */
    details: z.record(z.string(), z.unknown()),
    raisedAt: z.iso.datetime(),
    acknowledgedAt: z.iso.datetime().nullable(),
    acknowledgedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    recoveredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.infer<typeof AlertView>;

/** `openCount` is how many nobody has seen to yet, whatever the list is narrowed to; counting ends at `openCountMax`. */
export const AlertPage = pageOf(AlertView).extend({ openCount: z.int() });
export type AlertPage = z.infer<typeof AlertPage>;
export const openCountMax = 100;

export const AlertQuery = PageQuery.extend({
  kind: z.enum(alertKinds).optional(),
  state: z.enum(alertStates).optional(),
});
export type AlertQuery = z.infer<typeof AlertQuery>;
