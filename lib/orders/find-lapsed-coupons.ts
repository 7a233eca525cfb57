import { hasBought } from '@/lib/coupons/coupon-sql';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { OrderRow } from './order-row';

/**
 * Coupons of an order about to be paid that are for a first purchase, where another order is paid by now. Asked under the lock of the
 * shopper's wallet, so that of two payments at once the second knows of the first.
 */
export async function findLapsedCoupons(tx: Tx, { id, userId, coupons }: OrderRow): Promise<string[]> {
  const conditional = coupons.filter(({ firstPurchaseOnly }) => firstPurchaseOnly);
  if (conditional.length === 0) return [];
  const other = await firstRow<{ isThere: boolean }>(
    tx,
    sql`SELECT ${hasBought(sql`${userId}::uuid`, id)} AS is_there`,
  );
  return other?.isThere ? conditional.map(({ frozen }) => frozen.couponId) : [];
}
