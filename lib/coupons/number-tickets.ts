import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';

/**
 * Numbers those that have come since, in the order of their arrival, behind the last number there is. Needs the campaign's lock, and the
 * shuffle done.
 */
export async function numberTickets(tx: Tx, { campaignId }: { campaignId: string }): Promise<void> {
  await execute(
    tx,
    sql`WITH late AS (
          SELECT t.id, k.last_ticket + row_number() OVER (ORDER BY t.created_at, t.id) AS number
          FROM coupon_tickets t JOIN coupon_campaigns k ON k.id = t.campaign_id
          WHERE k.id = ${campaignId}::uuid AND t.state = 'WAITING' AND t.number IS NULL
        ), numbered AS (
          UPDATE coupon_tickets t SET number = late.number FROM late WHERE t.id = late.id RETURNING t.id
        ), counted AS (SELECT count(*)::int AS count FROM numbered)
        UPDATE coupon_campaigns SET last_ticket = last_ticket + counted.count FROM counted
        WHERE id = ${campaignId}::uuid AND counted.count > 0`,
  );
}
