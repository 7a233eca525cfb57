import type { Db } from '@/lib/db/client';
import { emptySql, rows, sql } from '@/lib/db/sql';
import { type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { BreakerCause, BreakerEventView, BreakerState } from './breaker-model';
import { type BadCursor, readCursor } from './pages';

type BreakerEventRow = {
  id: string;
  occurredAt: Date;
  from: BreakerState;
  to: BreakerState;
  cause: BreakerCause;
  callCount: number | null;
  failedCount: number | null;
  actorId: string | null;
  actorName: string | null;
};

/** How an endpoint's breaker changed, newest first. Errors: `http.badCursor`, `delivery.endpointNotFound`. */
export async function listBreakerEvents(
  db: Db,
  { endpointId, limit, cursor }: { endpointId: string } & PageQuery,
): Promise<Result<Page<BreakerEventView>, BadCursor | { code: 'delivery.endpointNotFound' }>> {
  const after = readCursor(cursor);
  if (!after.ok) return after;
  if (!(await db.deliveryEndpoint.count({ where: { id: endpointId, removedAt: null } })))
    return err({ code: 'delivery.endpointNotFound' });
  const found = await rows<BreakerEventRow>(
    db,
    sql`
      SELECT event.id, event.occurred_at, event.from_state::text AS "from", event.to_state::text AS "to", event.cause::text,
        event.call_count, event.failed_count, event.actor_id, actor.name AS actor_name
      FROM delivery_breaker_events event LEFT JOIN users actor ON actor.id = event.actor_id
      WHERE event.endpoint_id = ${endpointId}::uuid ${after.value ? sql`AND event.id < ${after.value}::uuid` : emptySql}
      ORDER BY event.id DESC LIMIT ${limit + 1}`,
  );
  const page = toPage(found, limit, (row) => [row.id]);
  return ok({ ...page, items: page.items.map(viewEvent) });
}

function viewEvent({ occurredAt, actorId, actorName, ...event }: BreakerEventRow): BreakerEventView {
  return {
    ...event,
    occurredAt: occurredAt.toISOString(),
    actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
  };
}
