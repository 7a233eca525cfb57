import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';

/**
 * Numbers the tickets drawn before the opening in an order of chance, once: whoever serves first after the opening has it done. Locks the
 * campaign, when there is something to do.
 */
export async function shuffleTickets(tx: Tx, { campaignId, now }: { campaignId: string; now: Date }): Promise<void> {
  const isOpen = sql`id = ${campaignId}::uuid AND shuffled_at IS NULL`;
  if (!(await firstRow(tx, sql`SELECT id FROM coupon_campaigns WHERE ${isOpen}`))) return;
  const locked = await firstRow(tx, sql`SELECT id FROM coupon_campaigns WHERE ${isOpen} FOR NO KEY UPDATE`);
  if (!locked) return;
  const shuffledCount = await execute(
    tx,
    sql`UPDATE coupon_tickets t SET number = s.number
        FROM (SELECT t.id, row_number() OVER (ORDER BY random()) AS number
              FROM coupon_tickets t JOIN coupon_campaigns k ON k.id = t.campaign_id
              WHERE k.id = ${campaignId}::uuid AND t.number IS NULL AND t.state = 'WAITING' AND t.created_at < k.opens_at) s
        WHERE t.id = s.id`,
  );
  await execute(
    tx,
    sql`UPDATE coupon_campaigns SET shuffled_at = ${now}, last_ticket = ${shuffledCount} WHERE id = ${campaignId}::uuid`,
  );
}
