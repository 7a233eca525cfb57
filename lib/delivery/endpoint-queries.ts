import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, sql } from '@/lib/db/sql';
import { type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { backlogSql } from './backlog-sql';
import type { BreakerState } from './breaker-model';
import type { EndpointView } from './endpoint-model';
import { type BadCursor, isoOrNull, readCursor } from './pages';

type EndpointRow = Omit<
  EndpointView,
  'paused' | 'pausedAt' | 'createdAt' | 'oldestPendingAt' | 'previousSecretUntil' | 'throttledUntil' | 'breaker'
> & {
  pausedAt: Date | null;
  createdAt: Date;
  oldestPendingAt: Date | null;
  previousSecretUntil: Date | null;
  throttledUntil: Date | null;
  breakerState: BreakerState;
  isForced: boolean;
  breakerChangedAt: Date;
  probeAt: Date | null;
};

const endpointColumns = sql`
  endpoint.id, endpoint.name, endpoint.url, endpoint.types, endpoint.mode::text, endpoint.batch_size, endpoint.batch_wait_ms,
  endpoint.concurrency, endpoint.rate_per_second, endpoint.timeout_ms, endpoint.max_attempts, endpoint.backoff_seconds, endpoint.sla_ms,
  endpoint.supersede, endpoint.paused_at, endpoint.is_gone, endpoint.created_at,
  CASE WHEN endpoint.previous_secret_until > clock_timestamp() THEN endpoint.previous_secret_until END AS previous_secret_until,
  round(gate.rate_share::numeric, 3)::float8 AS rate_share, CASE WHEN gate.throttled_until > clock_timestamp() THEN gate.throttled_until END AS throttled_until,
  gate.breaker::text AS breaker_state, gate.is_forced, gate.breaker_changed_at, gate.probe_at,
  backlog.pending_count, backlog.dead_count, backlog.oldest_pending_at
  FROM delivery_endpoints endpoint JOIN delivery_gates gate ON gate.endpoint_id = endpoint.id
  CROSS JOIN ${backlogSql}`;

function viewEndpoint({
  pausedAt,
  createdAt,
  oldestPendingAt,
  previousSecretUntil,
  throttledUntil,
  breakerState,
  isForced,
  breakerChangedAt,
  probeAt,
  ...endpoint
}: EndpointRow): EndpointView {
  return {
    ...endpoint,
    breaker: {
      state: breakerState,
      forced: isForced,
      since: breakerChangedAt.toISOString(),
      probeAt: isoOrNull(probeAt),
    },
    previousSecretUntil: isoOrNull(previousSecretUntil),
    throttledUntil: isoOrNull(throttledUntil),
    paused: pausedAt !== null,
    pausedAt: isoOrNull(pausedAt),
    createdAt: createdAt.toISOString(),
    oldestPendingAt: isoOrNull(oldestPendingAt),
  };
}

/** Error: `delivery.endpointNotFound`, also when it was removed. */
export async function getEndpoint(
  db: Db,
  id: string,
): Promise<Result<EndpointView, { code: 'delivery.endpointNotFound' }>> {
  const row = await firstRow<EndpointRow>(
    db,
    sql`SELECT ${endpointColumns} WHERE endpoint.id = ${id}::uuid AND endpoint.removed_at IS NULL`,
  );
  return row ? ok(viewEndpoint(row)) : err({ code: 'delivery.endpointNotFound' });
}

/** Newest first; not those that were removed. Error: `http.badCursor`. */
export async function listEndpoints(
  db: Db,
  { limit, cursor }: PageQuery,
): Promise<Result<Page<EndpointView>, BadCursor>> {
  const after = readCursor(cursor);
  if (!after.ok) return after;
  const found = await rows<EndpointRow>(
    db,
    sql`
      SELECT ${endpointColumns}
      WHERE endpoint.removed_at IS NULL ${after.value ? sql`AND endpoint.id < ${after.value}::uuid` : emptySql}
      ORDER BY endpoint.id DESC LIMIT ${limit + 1}`,
  );
  const page = toPage(found, limit, (row) => [row.id]);
  return ok({ ...page, items: page.items.map(viewEndpoint) });
}

/** Those that were removed, which have their log still, the last first; or one of them. */
export function listRemovedEndpoints(
  db: Db,
  { limit, id }: { limit: number; id?: string },
): Promise<{ id: string; name: string }[]> {
  return db.deliveryEndpoint.findMany({
    where: { ...(id !== undefined && { id }), removedAt: { not: null } },
    orderBy: [{ removedAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, name: true },
  });
}
