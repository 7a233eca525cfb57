import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { ShippingRule } from '@/lib/pricing/model';
import { requote } from '@/lib/pricing/rules/requote';
import { type ChangeOrder, changeOrder } from './change-order';
import type { LockedOrder } from './lock-order';
import { insertOrderCoupons } from './order-coupon-sql';
import type { OrderRow } from './order-row';

/** An unpaid order as it stands without these of its coupons. */
export function withoutCoupons(order: OrderRow, couponIds: string[], shipping: ShippingRule): OrderRow {
  const kept = order.coupons.filter(({ frozen }) => !couponIds.includes(frozen.couponId));
  const { price, coupons } = requote(
    order.lines,
    kept.map(({ frozen }) => frozen),
    shipping,
  );
  return {
    ...order,
    itemDiscountWon: price.itemDiscountWon,
    orderDiscountWon: price.orderDiscountWon,
    shippingWon: price.shippingWon,
    totalWon: price.totalWon,
    coupons: coupons.flatMap((frozen) => {
      const coupon = kept.find((one) => one.frozen.couponId === frozen.couponId);
      return coupon ? [{ ...coupon, frozen }] : [];
    }),
    lines: order.lines.map((line, place) => {
      const discountWon = price.lineDiscountsWon[place] ?? 0;
      return { ...line, discountWon, paidWon: line.unitPriceWon * line.quantity - discountWon };
    }),
  };
}

/** Writes what `withoutCoupons` made of a locked unpaid order, as an event: its next payment has to agree to the new total. */
export async function requoteOrder(
  tx: Tx,
  locked: LockedOrder,
  change: Pick<ChangeOrder, 'doneBy' | 'reason' | 'now'>,
): Promise<OrderRow> {
  const { order } = locked;
  const lines = order.lines.map(({ id, discountWon, paidWon }) => ({ id, discountWon, paidWon }));
  await execute(
    tx,
    sql`UPDATE order_lines l SET discount_won = (x->>'discountWon')::int, paid_won = (x->>'paidWon')::int
        FROM jsonb_array_elements(${JSON.stringify(lines)}::jsonb) AS x WHERE l.id = (x->>'id')::uuid`,
  );
  await execute(tx, sql`DELETE FROM order_coupons WHERE order_id = ${order.id}::uuid`);
  if (order.coupons.length > 0) await execute(tx, insertOrderCoupons(order));
  return changeOrder(tx, locked, { action: 'requote', type: 'order.requoted', ...change });
}
