import { englishOptions } from '@/lib/shared/options';
import type { OrderCouponRow, OrderLineRow, OrderRow, RefundRow } from './order-row';
import { totalsOf } from './rules';

/** The order as an event froze it, and as it leaves the house: languages side by side, nothing that depends on who looks. */
export function snapshotOf(order: OrderRow): string {
  const { recipient, phone, postalCode, line1, line2 } = order;
  return JSON.stringify({
    id: order.id,
    number: order.number,
    status: order.status,
    customerId: order.userId,
    placedAt: order.placedAt.toISOString(),
    paidAt: order.paidAt?.toISOString() ?? null,
    lines: order.lines.map(frozenLine),
    coupons: order.coupons.map(frozenCoupon),
    totals: totalsOf(order),
    refunds: order.refunds.map(frozenRefund),
    shippingAddress: { recipient, phone, postalCode, line1, line2 },
  });
}

function frozenCoupon({ name, frozen: { couponId, discountWon } }: OrderCouponRow) {
  return { couponId, name, discountWon };
}

/** Without the words that a person gave as a reason. */
function frozenRefund({ id, refundWon, reclaimedDiscountWon, lines, cancelledAt }: RefundRow) {
  return { id, refundWon, reclaimedDiscountWon, lines, cancelledAt: cancelledAt.toISOString() };
}

function frozenLine({ optionsEn, ...line }: OrderLineRow) {
  return { ...line, ...(optionsEn && { optionsEn: englishOptions(optionsEn) }) };
}
