import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, joinSql, plannedAnew, rows, type Sql, sql } from '@/lib/db/sql';
import { hours } from '@/lib/shared/clock';
import { firstIdAt, isId } from '@/lib/shared/ids';
import { type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { isCreated } from './backlog-sql';
import type { BreakerState } from './breaker-model';
import { deadGroupKey, lastStatusCode } from './dead-group-sql';
import type { ReplayFilter } from './job-model';
import { headOfLine } from './line-sql';
import {
  type AttemptView,
  type DeadGroupQuery,
  type DeliveryAction,
  type DeliveryDetail,
  type DeliveryQuery,
  type DeliveryView,
  deliveryActions,
  type ErrorClass,
  type ShownState,
} from './model';
import { type BadCursor, isoOrNull, readCursor } from './pages';
import { readSkip } from './read-skip';
import { deliveryBody } from './rules';

type DeliveryRow = {
  id: string;
  endpointId: string;
  endpointName: string;
  paused: boolean;
  removed: boolean;
  breaker: BreakerState;
  throttledUntil: Date | null;
  orderId: string;
  orderNumber: string;
  type: string;
  sequence: number;
  previousSequence: number | null;
  lane: DeliveryView['lane'];
  state: ShownState;
  supersedes: number[];
  supersededById: string | null;
  resyncId: string | null;
  isLate: boolean;
  sending: boolean;
  attemptCount: number;
  nextAttemptAt: Date;
  lastErrorClass: ErrorClass | null;
  lastError: string | null;
  createdAt: Date;
  settledAt: Date | null;
};

/** The head of its line is dead. */
const isBlocked = sql`(SELECT state = 'DEAD' FROM ${headOfLine})`;

const deliveryColumns = sql`
  delivery.id, delivery.endpoint_id, endpoint.name AS endpoint_name, endpoint.paused_at IS NOT NULL AS paused,
  endpoint.removed_at IS NOT NULL AS removed, gate.breaker::text AS breaker,
  CASE WHEN gate.throttled_until > clock_timestamp() THEN gate.throttled_until END AS throttled_until,
  delivery.order_id, placed.number AS order_number, delivery.type, delivery.sequence, delivery.previous_sequence, delivery.lane,
  CASE WHEN delivery.state = 'PENDING' AND ${isBlocked} THEN 'BLOCKED' ELSE delivery.state::text END AS state,
  delivery.supersedes, delivery.superseded_by AS superseded_by_id, delivery.resync_id,
  delivery.state IN ('PENDING', 'DELIVERED', 'DEAD')
    AND coalesce(CASE delivery.state WHEN 'DELIVERED' THEN delivery.settled_at END, clock_timestamp())
      > delivery.created_at + make_interval(secs => endpoint.sla_ms / 1000.0) AS is_late,
  coalesce(delivery.lease_until >= clock_timestamp(), false) AS sending,
  (SELECT coalesce(max(number), 0) FROM delivery_attempts WHERE delivery_id = delivery.id) AS attempt_count,
  delivery.next_attempt_at, delivery.last_error_class, delivery.last_error, delivery.created_at, delivery.settled_at`;

const deliveryJoins = sql`
  JOIN delivery_endpoints endpoint ON endpoint.id = delivery.endpoint_id
  JOIN delivery_gates gate ON gate.endpoint_id = endpoint.id
  JOIN orders placed ON placed.id = delivery.order_id`;

/**
 * What stands behind a dead one, at an endpoint or at any: found from those, which are few, not by looking up the line of all that waits. A line has
 * one dead at most: its head.
 */
const blockedAt = (endpointId?: string) => sql`(
  SELECT waiting.* FROM deliveries CROSS JOIN LATERAL open_line(deliveries.endpoint_id, deliveries.order_id, NULL) waiting
  WHERE deliveries.state = 'DEAD' AND waiting.state = 'PENDING'
    ${endpointId ? sql`AND deliveries.endpoint_id = ${endpointId}::uuid AND ${isCreated}` : emptySql})`;

function viewDelivery({
  endpointId,
  endpointName,
  paused,
  removed,
  breaker,
  throttledUntil,
  nextAttemptAt,
  createdAt,
  settledAt,
  ...delivery
}: DeliveryRow): DeliveryView {
  const isOpen = delivery.state === 'PENDING' || delivery.state === 'BLOCKED';
  return {
    ...delivery,
    endpoint: {
      id: endpointId,
      name: endpointName,
      paused,
      removed,
      breaker,
      throttledUntil: isoOrNull(throttledUntil),
    },
    nextAttemptAt: isOpen ? nextAttemptAt.toISOString() : null,
    createdAt: createdAt.toISOString(),
    settledAt: isoOrNull(settledAt),
  };
}

/** Newest first. Error: `http.badCursor`. What is shown is looked up for the page alone, and does not decide how that is found. */
export async function listDeliveries(db: Db, query: DeliveryQuery): Promise<Result<Page<DeliveryView>, BadCursor>> {
  const after = readCursor(query.cursor);
  if (!after.ok) return after;
  const found = await rows<DeliveryRow>(
    db,
    sql`${plannedAnew}
      WITH page AS MATERIALIZED (
        SELECT delivery.* FROM ${query.state === 'BLOCKED' ? blockedAt(query.endpointId) : sql`deliveries`} delivery
        WHERE ${joinSql(deliveryConditions(query, after.value), ' AND ')}
        ORDER BY delivery.id DESC LIMIT ${query.limit + 1})
      SELECT ${deliveryColumns} FROM page delivery ${deliveryJoins} ORDER BY delivery.id DESC`,
  );
  const page = toPage(found, query.limit, (row) => [row.id]);
  return ok({ ...page, items: page.items.map(viewDelivery) });
}

function deliveryConditions({ state, ...filter }: DeliveryQuery, after: string | null): Sql[] {
  // What is dead is found by what it died of, as its groups and a replay find it.
  const conditions = state === 'DEAD' ? filterConditions(filter) : historyConditions(filter);
  conditions.push(...idsAround(filter));
  if (after) conditions.push(sql`delivery.id < ${after}::uuid`);
  if (state && state !== 'BLOCKED') conditions.push(sql`delivery.state = ${state}::delivery_state`);
  if (state === 'PENDING')
    conditions.push(sql`delivery.id NOT IN (SELECT id FROM ${blockedAt(filter.endpointId)} blocked)`);
  return conditions;
}

/** The same filter, of any attempt: what failed and arrived later did fail, too. */
function historyConditions({ errorClass, q, ...filter }: DeadGroupQuery): Sql[] {
  const conditions = filterConditions(isId(q ?? '') ? { ...filter, q } : filter);
  if (errorClass) conditions.push(failedAs(sql`attempt.error_class = ${errorClass}::delivery_error_class`));
  if (q && !isId(q)) conditions.push(sql`(${isNumbered(q)} OR ${failedAs(says(sql`attempt.error`, q))})`);
  return conditions;
}

/** More than a transaction takes, and clocks differ. */
const idMarginMs = hours(1);

/** Ids grow with the time of their making, so of the deliveries made in a time no others are gone through; their own time decides. */
export function idsAround({ from, to }: { from?: string | Date | undefined; to?: string | Date | undefined }): Sql[] {
  const conditions: Sql[] = [];
  if (from) conditions.push(sql`delivery.id >= ${firstIdAround(from, -idMarginMs)}::uuid`);
  if (to) conditions.push(sql`delivery.id < ${firstIdAround(to, idMarginMs)}::uuid`);
  return conditions;
}

function firstIdAround(moment: string | Date, marginMs: number): string {
  return firstIdAt(new Date(Math.max(0, new Date(moment).getTime() + marginMs)));
}

/** What a filter asks of a `delivery`, whatever the state. */
export function filterConditions({ errorClass, orderId, endpointId, from, to, q, groupKey }: ReplayFilter): Sql[] {
  const conditions = [sql`true`];
  if (errorClass) conditions.push(sql`delivery.last_error_class = ${errorClass}::delivery_error_class`);
  if (orderId) conditions.push(sql`delivery.order_id = ${orderId}::uuid`);
  if (endpointId) conditions.push(sql`delivery.endpoint_id = ${endpointId}::uuid`);
  if (from) conditions.push(sql`delivery.created_at >= ${from}::timestamptz`);
  if (to) conditions.push(sql`delivery.created_at < ${to}::timestamptz`);
  if (q && isId(q)) conditions.push(sql`${q}::uuid IN (delivery.id, delivery.order_id)`);
  else if (q) conditions.push(textCondition(q));
  if (groupKey) conditions.push(sql`${deadGroupKey(lastStatusCode)} = ${groupKey}`);
  return conditions;
}

/**
 * Part of an order's number, or of what the last error says. Looked up from either side: going through all deliveries for the few of a rare
 * text would take seconds.
 */
function textCondition(text: string): Sql {
  return sql`(${isNumbered(text)} OR delivery.id IN (
    SELECT failed.id FROM deliveries failed WHERE failed.last_error_class IS NOT NULL AND ${says(sql`failed.last_error`, text)}))`;
}

function isNumbered(text: string): Sql {
  return sql`delivery.id IN (
    SELECT numbered.id FROM deliveries numbered JOIN orders ON orders.id = numbered.order_id
    WHERE strpos(orders.number, ${text.toUpperCase()}) > 0)`;
}

/** Of any attempt. */
function failedAs(condition: Sql): Sql {
  return sql`delivery.id IN (
    SELECT attempt.delivery_id FROM delivery_attempts attempt WHERE attempt.error_class IS NOT NULL AND ${condition})`;
}

function says(error: Sql, text: string): Sql {
  return sql`strpos(lower(${error}), ${text.toLowerCase()}) > 0`;
}

/** One delivery with its attempts, latest first, and the request as it is sent. Error: `delivery.notFound`. */
export async function getDelivery(db: Db, id: string): Promise<Result<DeliveryDetail, { code: 'delivery.notFound' }>> {
  const row = await firstRow<DeliveryRow & { url: string; occurredAt: Date; snapshot: string }>(
    db,
    sql`
      SELECT ${deliveryColumns}, endpoint.url, event.occurred_at, event.snapshot
      FROM deliveries delivery ${deliveryJoins} JOIN order_events event ON event.id = delivery.event_id
      WHERE delivery.id = ${id}::uuid`,
  );
  if (!row) return err({ code: 'delivery.notFound' });
  const { url, occurredAt, snapshot, ...delivery } = row;
  const view = viewDelivery(delivery);
  return ok({
    ...view,
    endpoint: { ...view.endpoint, url },
    requestBody: deliveryBody({ ...delivery, occurredAt, snapshot }),
    attempts: await listAttempts(db, id),
    allowedActions: allowedActions(view),
    skipped: view.state === 'SKIPPED' ? await readSkip(db, id) : null,
  });
}

/** What the table of states allows, and nothing while it is being sent or where its endpoint is no more. */
export function allowedActions({
  state,
  sending,
  endpoint,
}: Pick<DeliveryView, 'state' | 'sending' | 'endpoint'>): DeliveryAction[] {
  if (sending || endpoint.removed) return [];
  const actions = Object.entries(deliveryActions) as [DeliveryAction, readonly ShownState[]][];
  return actions.filter(([, states]) => states.includes(state)).map(([action]) => action);
}

/** Most attempts shown; more than an endpoint's own maximum come only from retries by hand. */
const attemptsShownMax = 200;

async function listAttempts(db: Db, deliveryId: string): Promise<AttemptView[]> {
  const attempts = await db.deliveryAttempt.findMany({
    where: { deliveryId },
    orderBy: { number: 'desc' },
    take: attemptsShownMax,
    omit: { id: true, deliveryId: true },
  });
  return attempts.map(({ batchId, batchCount, requestHeaders, startedAt, ...attempt }) => ({
    ...attempt,
    startedAt: startedAt.toISOString(),
    requestHeaders: requestHeaders as AttemptView['requestHeaders'],
    batch: batchId === null || batchCount === null ? null : { id: batchId, count: batchCount },
  }));
}
