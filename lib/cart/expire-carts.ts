import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { ok } from '@/lib/shared/result';

/**
 * Ends carts past their lifetime, at most `limit` at once: guests' are deleted, members' emptied. The number ended.
 *
 * Carts that somebody is using at this moment are passed over and judged by their next use.
 */
export async function expireCarts(tx: Tx, { now, limit }: { now: Date; limit: number }) {
  const ended = await firstRow<{ count: number }>(
    tx,
    sql`WITH overdue AS MATERIALIZED (
          SELECT id, user_id FROM carts c WHERE expires_at <= ${now}
            AND (user_id IS NULL OR EXISTS (SELECT FROM cart_lines l WHERE l.cart_id = c.id))
          ORDER BY expires_at LIMIT ${limit} FOR UPDATE SKIP LOCKED),
        emptied AS (DELETE FROM cart_lines l USING overdue o WHERE l.cart_id = o.id AND o.user_id IS NOT NULL),
        unchosen AS (DELETE FROM cart_coupons c USING overdue o WHERE c.cart_id = o.id),
        moved AS (UPDATE carts c SET version = version + 1, updated_at = ${now}, watched_since = NULL, coupons_by_hand = false
          FROM overdue o WHERE c.id = o.id AND o.user_id IS NOT NULL),
        deleted AS (DELETE FROM carts c USING overdue o WHERE c.id = o.id AND o.user_id IS NULL)
        SELECT count(*) FROM overdue`,
  );
  return ok({ ended: ended?.count ?? 0 });
}
