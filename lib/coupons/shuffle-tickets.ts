import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';

/**
 * Numbers the tickets drawn before the opening in an order of chance, once: whoever comes first after the opening has it done. Later ones
 * are numbered as they come. Locks the campaign, when there is something to do.
 */
export async function shuffleTickets(tx: Tx, { campaignId, now }: { campaignId: string; now: Date }): Promise<void> {
  const isOpen = sql`id = ${campaignId}::uuid AND shuffled_at IS NULL`;
  if (!(await firstRow(tx, sql`SELECT id FROM coupon_campaigns WHERE ${isOpen}`))) return;
  const locked = await firstRow(tx, sql`SELECT id FROM coupon_campaigns WHERE ${isOpen} FOR NO KEY UPDATE`);
  if (!locked) return;
  const shuffledCount = await execute(
    tx,
    sql`UPDATE coupon_tickets t SET number = s.number
        FROM (SELECT id, row_number() OVER (ORDER BY random()) AS number FROM coupon_tickets
              WHERE campaign_id = ${campaignId}::uuid AND number IS NULL AND state = 'WAITING') s
        WHERE t.id = s.id`,
  );
  await execute(
    tx,
    sql`UPDATE coupon_campaigns SET shuffled_at = ${now}, last_ticket = ${shuffledCount} WHERE id = ${campaignId}::uuid`,
  );
}
