import { z } from 'zod';
import { type CartView, cartLinesMax, lineQuantityMax } from '@/lib/cart/model';
import type { CouponGoneError } from '@/lib/coupons/model';
import { AddressInput, tiers } from '@/lib/identity/model';
import type { ShortageError } from '@/lib/inventory/model';
import { minutes } from '@/lib/shared/clock';
import { type InsufficientError, LedgerEntryView } from '@/lib/wallet/model';

/** An unpaid order holds its stock this long. */
export const holdMs = minutes(10);
/** The customer may cancel this long after payment, and before PREPARING. */
export const cancelWindowMs = minutes(30);
/** Unpaid orders that one shopper may have at once, against hoarding. */
export const unpaidOrdersMax = 3;

export const orderStatuses = [
  'PENDING_PAYMENT',
  'PAID',
  'PREPARING',
  'SHIPPED',
  'DELIVERED',
  'EXPIRED',
  'CANCELLED',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Action → states it is allowed in. Pages, API and SQL (order_transition_allowed) share it. */
export const orderActions = {
  pay: ['PENDING_PAYMENT'],
  expire: ['PENDING_PAYMENT'],
  cancel: ['PENDING_PAYMENT', 'PAID', 'PREPARING'],
  cancelUnits: ['PAID', 'PREPARING'],
  renewHold: ['PENDING_PAYMENT'],
  /** When a coupon that it holds is taken away. */
  requote: ['PENDING_PAYMENT'],
  changeAddress: ['PENDING_PAYMENT', 'PAID'],
  prepare: ['PAID'],
  ship: ['PREPARING'],
  deliver: ['SHIPPED'],
} as const satisfies Record<string, readonly OrderStatus[]>;
export type OrderAction = keyof typeof orderActions;

/** The state that each action leads to; null where it stays. */
export const actionTargets = {
  pay: 'PAID',
  expire: 'EXPIRED',
  cancel: 'CANCELLED',
  cancelUnits: null,
  renewHold: null,
  requote: null,
  changeAddress: null,
  prepare: 'PREPARING',
  ship: 'SHIPPED',
  deliver: 'DELIVERED',
} as const satisfies Record<OrderAction, OrderStatus | null>;

/** What an admin asks for by naming the next state. */
export const transitionTargets = ['PREPARING', 'SHIPPED', 'DELIVERED'] as const;
export type TransitionTarget = (typeof transitionTargets)[number];

export const TransitionInput = z.object({ to: z.enum(transitionTargets) });

/** Types of an order's events; those from payment on leave the house. */
export const orderEventTypes = [
  'order.placed',
  'order.hold_renewed',
  'order.requoted',
  'order.paid',
  'order.expired',
  'order.partially_cancelled',
  'order.cancelled',
  'order.address_changed',
  'order.status_changed',
] as const;
export type OrderEventType = (typeof orderEventTypes)[number];

/** Types of events that the customer gets a mail about. What they did a moment ago on a page that says so needs none. */
export type MailedEventType = Exclude<OrderEventType, 'order.hold_renewed'>;
export const mailedEventTypes = orderEventTypes.filter((type) => type !== 'order.hold_renewed');

/** Types of events that change what was sold. */
export const salesEventTypes = ['order.paid', 'order.partially_cancelled', 'order.cancelled'];

export const ShippingAddress = AddressInput;
export type ShippingAddress = AddressInput;

/** A cart's version is an int4. */
const versionMax = 2_147_483_647;

export const PlaceOrderInput = z.object({
  cartVersion: z.int().min(0).max(versionMax),
  expectedTotalWon: z.int().min(0),
  shippingAddress: ShippingAddress,
  pay: z.boolean(),
});

/** Units of one line that are to be cancelled. */
const LineToCancel = z.object({ lineId: z.uuid(), quantity: z.int().min(1).max(lineQuantityMax) });
export type LineToCancel = z.infer<typeof LineToCancel>;

/** Without `lines` all that is left. */
export const CancellationPreviewInput = z.object({
  lines: z
    .array(LineToCancel)
    .min(1)
    .max(cartLinesMax)
    .refine((lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length, 'A line is named once.')
    .optional(),
});

export const cancelReasonMax = 200;

export const CancellationInput = CancellationPreviewInput.extend({
  reason: z.string().trim().min(1).max(cancelReasonMax),
  expectedRefundWon: z.int().min(0).optional(),
});
export type CancellationInput = z.infer<typeof CancellationInput>;

/** What a cancellation would give back, to the won. `lines` are those that it takes units of. */
export const CancellationPreview = z
  .object({
    refundWon: z.int(),
    /** Discount that is lost because what remains is below a coupon's minimum. */
    reclaimedDiscountWon: z.int(),
    /** Of `refundWon`, what was paid for shipping: it comes back when nothing remains. */
    shippingWon: z.int(),
    restoredCoupons: z.array(z.object({ couponId: z.string(), name: z.string(), usableUntil: z.iso.datetime() })),
    lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
  })
  .meta({ id: 'CancellationPreview' });
export type CancellationPreview = z.infer<typeof CancellationPreview>;

/** One cancellation, as an order lists it. */
export const RefundView = z.object({
  id: z.string(),
  refundWon: z.int(),
  reclaimedDiscountWon: z.int(),
  reason: z.string(),
  by: z.enum(['CUSTOMER', 'ADMIN', 'SYSTEM']),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
  cancelledAt: z.iso.datetime(),
});
export type RefundView = z.infer<typeof RefundView>;

export const OrderTotals = z.object({
  goodsWon: z.int(),
  itemDiscountWon: z.int(),
  orderDiscountWon: z.int(),
  shippingWon: z.int(),
  totalWon: z.int(),
  paidWon: z.int(),
  refundedWon: z.int(),
});
export type OrderTotals = z.infer<typeof OrderTotals>;

export const OrderLineView = z.object({
  id: z.string(),
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  name: z.string(),
  options: z.record(z.string(), z.string()),
  quantity: z.int(),
  cancelledQuantity: z.int(),
  unitPriceWon: z.int(),
  discountWon: z.int(),
  paidWon: z.int(),
  refundableWon: z.int(),
});

export const TimelineEntry = z.object({
  type: z.enum(orderEventTypes),
  fromStatus: z.enum(orderStatuses).nullable(),
  toStatus: z.enum(orderStatuses),
  by: z.enum(['CUSTOMER', 'ADMIN', 'SYSTEM']),
  reason: z.string().nullable(),
  occurredAt: z.iso.datetime(),
});

/** An order as shown and answered. `allowedActions` are those of whoever looks. */
export const OrderView = z
  .object({
    id: z.string(),
    number: z.string(),
    status: z.enum(orderStatuses),
    placedAt: z.iso.datetime(),
    paidAt: z.iso.datetime().nullable(),
    holdExpiresAt: z.iso.datetime().nullable(),
    cancellableUntil: z.iso.datetime().nullable(),
    lines: z.array(OrderLineView),
    coupons: z.array(z.object({ couponId: z.string(), name: z.string(), discountWon: z.int() })),
    totals: OrderTotals,
    refunds: z.array(RefundView),
    shippingAddress: z.object({
      recipient: z.string(),
      phone: z.string(),
      postalCode: z.string(),
      line1: z.string(),
      line2: z.string(),
    }),
    timeline: z.array(TimelineEntry),
    allowedActions: z.array(z.string()),
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof OrderView>;

export const OrderSummary = z
  .object({
    id: z.string(),
    number: z.string(),
    status: z.enum(orderStatuses),
    placedAt: z.iso.datetime(),
    totalWon: z.int(),
    refundedWon: z.int(),
    /** Name of the first line, and how many lines there are. */
    firstLineName: z.string(),
    image: z.string().nullable(),
    lineCount: z.int(),
    holdExpiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof OrderSummary>;

/** An order in a program's list: whole, with what a list shows at a glance. */
export const OrderListItem = OrderView.extend(OrderSummary.shape).meta({ id: 'OrderListItem' });
export type OrderListItem = z.infer<typeof OrderListItem>;

/** How the deliveries of an order stand, the worst first: one given up, one still to come, all acknowledged; none at all. */
export const orderDeliveryStates = ['DEAD', 'PENDING', 'DELIVERED', 'NONE'] as const;
export type OrderDeliveryState = (typeof orderDeliveryStates)[number];

/** What the back office sees besides: whose order it is, and how its delivery to the outside stands. */
const adminMembers = {
  customer: z.object({ id: z.string(), name: z.string(), email: z.string(), tier: z.enum(tiers) }),
  deliveryState: z.enum(orderDeliveryStates),
};

export const AdminOrderSummary = OrderSummary.extend(adminMembers).meta({ id: 'AdminOrderSummary' });
export type AdminOrderSummary = z.infer<typeof AdminOrderSummary>;

/** With the ledger's entries that the order made. */
export const AdminOrderView = OrderView.extend({ ...adminMembers, ledger: z.array(LedgerEntryView) }).meta({
  id: 'AdminOrder',
});
export type AdminOrderView = z.infer<typeof AdminOrderView>;

export type OrderError =
  | ShortageError
  | InsufficientError
  | CouponGoneError
  | { code: 'order.totalChanged'; totalWon: number; cart?: CartView }
  | { code: 'order.totalLimit'; limitWon: number }
  | { code: 'order.unpaidLimit'; limit: number }
  | { code: 'order.notFound' }
  | { code: 'order.notPayable'; orderStatus: OrderStatus }
  | { code: 'order.holdNotRenewable'; orderStatus: OrderStatus }
  | { code: 'order.addressFixed'; orderStatus: OrderStatus }
  | { code: 'order.notCancellable'; orderStatus: OrderStatus }
  | { code: 'order.cancelWindowClosed'; cancellableUntil: string | null }
  | { code: 'order.wholeOnly' }
  | { code: 'order.unitsNotLeft'; lines: { lineId: string; requestedUnits: number; remainingUnits: number }[] }
  | { code: 'order.refundChanged'; refundWon: number }
  | { code: 'order.transitionNotAllowed'; orderStatus: OrderStatus; allowed: TransitionTarget[] };

/** The answer to a cancellation: what it is called, what it gave back, and the order as it then is. */
export const CancellationView = z.object({ id: z.string(), refundWon: z.int(), order: OrderView });
export type CancellationView = z.infer<typeof CancellationView>;
export const AdminCancellationView = z.object({ id: z.string(), refundWon: z.int(), order: AdminOrderView });
