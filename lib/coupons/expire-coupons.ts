import type { Db, Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { doneBySystem } from '@/lib/identity/model';
import { moveCoupons } from './move-coupons';

/** Coupons that one transaction of the sweep expires. */
export const expireBatchSize = 500;

/** Unused coupons whose time is over, longest ago first. */
export async function findOverdueCouponIds(db: Db, { now }: { now: Date }): Promise<string[]> {
  const overdue = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM coupons WHERE state = 'USABLE' AND usable_until <= ${now} ORDER BY usable_until LIMIT ${expireBatchSize}`,
  );
  return overdue.map(({ id }) => id);
}

/** Expires one batch; how many. One that is put to use at the same moment is either used or expired, whoever has its row first. */
export async function expireCoupons(tx: Tx, { couponIds, now }: { couponIds: string[]; now: Date }): Promise<number> {
  return (await moveCoupons(tx, { action: 'expire', couponIds, doneBy: doneBySystem, now })).length;
}
