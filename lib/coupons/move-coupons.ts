import type { Tx } from '@/lib/db/client';
import { joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { DoneBy } from '@/lib/identity/model';
import { later } from '@/lib/shared/clock';
import { isTakenBack } from './coupon-sql';
import { type CouponAction, type CouponState, couponActions, restoredForMs } from './model';

export type MoveCoupons = {
  action: CouponAction;
  couponIds: string[];
  /** That holds, uses or gives it back; of a revocation, that was found to hold it. */
  orderId?: string | undefined;
  doneBy: DoneBy;
  reason?: string | undefined;
  now: Date;
};

export type MovedCoupon = { id: string; state: CouponState; usableUntil: Date };

/**
 * The one way a coupon changes: moves those that the state table lets move, and writes each one's event with it. The answer has the
 * coupons that moved; whoever needs all of them compares.
 *
 * One that is put to use must be within its window; one that an order holds is that order's alone, and good until the hold ends.
 * Locks the coupons by id.
 */
export async function moveCoupons(tx: Tx, move: MoveCoupons): Promise<MovedCoupon[]> {
  const { action, couponIds, orderId = null, doneBy, reason = null, now } = move;
  if (couponIds.length === 0) return [];
  const { state, event, usableUntil, condition } = changeOf(move);
  const allowedIn = joinSql(couponActions[action].map((from) => sql`${from}::coupon_state`));
  return rows<MovedCoupon>(
    tx,
    sql`WITH chosen AS (
          SELECT c.id FROM coupons c WHERE c.id = ANY (${couponIds}::uuid[]) ORDER BY c.id FOR NO KEY UPDATE
        ), target AS (
          SELECT c.id, ${state} AS state, ${usableUntil} AS usable_until
          FROM coupons c JOIN chosen ON chosen.id = c.id JOIN coupon_campaigns k ON k.id = c.campaign_id
        ), moved AS (
          UPDATE coupons c SET state = target.state, usable_until = target.usable_until, event_count = c.event_count + 1,
            order_id = CASE WHEN target.state IN ('HELD', 'USED') THEN ${orderId}::uuid END
          FROM target WHERE c.id = target.id AND c.state IN (${allowedIn}) AND ${condition} AND c.state IS DISTINCT FROM target.state
          RETURNING c.id, c.state, c.usable_until, c.event_count
        ), events AS (
          INSERT INTO coupon_events (coupon_id, position, type, order_id, actor_kind, actor_id, reason, occurred_at)
          SELECT id, event_count, ${event}, ${orderId}::uuid, ${doneBy.kind}::actor_kind, ${doneBy.userId}::uuid, ${reason}, ${now} FROM moved
        ) SELECT id, state, usable_until FROM moved ORDER BY id`,
  );
}

type Change = {
  state: Sql;
  /** By the state that came of it. */
  event: Sql;
  usableUntil: Sql;
  condition: Sql;
};

/** Of the coupon `c` and its campaign `k`; `condition` is asked again of the row as it is once it is locked. */
function changeOf({ action, orderId, now }: MoveCoupons): Change {
  const kept = { usableUntil: sql`c.usable_until` };
  const ofThisOrder = sql`c.order_id = ${orderId ?? null}::uuid`;
  const isInWindow = sql`c.usable_from <= ${now} AND c.usable_until > ${now}`;
  const afterwards = sql`CASE WHEN c.usable_until > ${now} THEN 'USABLE' ELSE 'EXPIRED' END::coupon_state`;
  switch (action) {
    case 'hold':
      return { ...kept, state: to('HELD'), event: as('HELD'), condition: isInWindow };
    case 'use':
      return {
        ...kept,
        state: to('USED'),
        event: as('USED'),
        condition: sql`CASE WHEN c.state = 'HELD' THEN ${ofThisOrder} ELSE ${isInWindow} END`,
      };
    case 'release':
      return { ...kept, state: afterwards, event: byState('RELEASED'), condition: ofThisOrder };
    case 'restore':
      return {
        state: sql`CASE WHEN c.usable_until > ${now} OR k.restore_on_cancel = 'ALWAYS' THEN 'USABLE' ELSE 'EXPIRED' END::coupon_state`,
        event: byState('RESTORED'),
        usableUntil: sql`CASE WHEN k.restore_on_cancel = 'ALWAYS' AND c.usable_until <= ${now} THEN ${later(now, restoredForMs)} ELSE c.usable_until END`,
        condition: sql`${ofThisOrder} AND NOT ${isTakenBack} AND (SELECT restore_on_cancel <> 'NEVER' FROM coupon_campaigns WHERE id = c.campaign_id)`,
      };
    case 'expire':
      return { ...kept, state: to('EXPIRED'), event: as('EXPIRED'), condition: sql`c.usable_until <= ${now}` };
    case 'revoke':
      return {
        ...kept,
        state: to('REVOKED'),
        event: as('REVOKED'),
        condition: sql`c.order_id IS NOT DISTINCT FROM ${orderId ?? null}::uuid`,
      };
  }
}

const to = (state: CouponState) => sql`${state}::coupon_state`;
const as = (event: string) => sql`${event}::coupon_event_type`;
/** One whose time is over meanwhile is expired, and its history says so. */
const byState = (event: string) => sql`CASE WHEN state = 'EXPIRED' THEN 'EXPIRED' ELSE ${event} END::coupon_event_type`;
