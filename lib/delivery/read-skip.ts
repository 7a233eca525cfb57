import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { DeliveryDetail } from './model';

/** Who gave a delivery up, when and why, as the audit log keeps it; null when nobody has. */
export async function readSkip(db: Db, deliveryId: string): Promise<DeliveryDetail['skipped']> {
  const row = await firstRow<{ actorId: string; name: string | null; reason: string; occurredAt: Date }>(
    db,
    sql`
      SELECT entry.actor_id, actor.name, entry.after->>'reason' AS reason, entry.occurred_at
      FROM audit_log entry LEFT JOIN users actor ON actor.id = entry.actor_id
      WHERE entry.entity_type = 'delivery' AND entry.entity_id = ${deliveryId} AND entry.action = 'delivery.skip'
      ORDER BY entry.occurred_at DESC LIMIT 1`,
  );
  if (!row) return null;
  return { by: { id: row.actorId, name: row.name ?? '' }, reason: row.reason, at: row.occurredAt.toISOString() };
}
