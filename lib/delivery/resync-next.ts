import type { Tx } from '@/lib/db/client';
import { execute, rows, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { previousSequence } from './line-sql';
import { releaseLine } from './release-line';
import type { Batch, RunningJob } from './running-job';

/** Orders that one transaction holds; what changes one of them meanwhile waits for it. */
export const resyncBatchSize = 25;
/** Orders that one transaction looks through for those that changed. */
const lookSizeMax = 2_000;

/**
 * Plans the next orders of a resync: one delivery each, of the order as its last exported event left it. Ends where the endpoint was removed.
 *
 * Holds each order's lock, so that no newer event slips between: the next change comes after it. Takes the place of what waits there for
 * the same order, but for what was attempted or is being sent, which goes before it. Locks orders by id, then of their deliveries those
 * that nobody else has.
 */
export async function resyncNext(tx: Tx, job: RunningJob): Promise<Batch> {
  if (await isRemoved(tx, job)) return { done: 0, lastId: job.lastId, isMore: false };
  const looked = await lookFurther(tx, job);
  const changed = looked.filter(({ isChanged }) => isChanged).map(({ id }) => id);
  const orderIds = changed.slice(0, resyncBatchSize);
  if (orderIds.length > 0) {
    await tx.$queryRaw`SELECT FROM orders WHERE id = ANY (${orderIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
    await planResyncs(tx, { job, orderIds });
    await replaceWaiting(tx, { job, orderIds });
    await execute(
      tx,
      sql`UPDATE deliveries delivery SET previous_sequence = ${previousSequence}
          WHERE resync_id = ${job.id}::uuid AND order_id = ANY (${orderIds}::uuid[])`,
    );
  }
  const isCut = changed.length > orderIds.length;
  const lastId = (isCut ? orderIds.at(-1) : looked.at(-1)?.id) ?? job.lastId;
  return { done: orderIds.length, lastId, isMore: isCut || looked.length === lookSizeMax };
}

async function isRemoved(tx: Tx, { endpointId }: RunningJob): Promise<boolean> {
  return (await tx.deliveryEndpoint.count({ where: { id: endpointId ?? '', removedAt: { not: null } } })) > 0;
}

/** The next orders by id, and whether something left the house of them between `since` and the job's beginning. */
function lookFurther(tx: Tx, { lastId, since, startedAt }: RunningJob): Promise<{ id: string; isChanged: boolean }[]> {
  return rows(
    tx,
    sql`
      SELECT placed.id, EXISTS (
        SELECT FROM order_events event WHERE event.order_id = placed.id AND event.export_sequence IS NOT NULL
          AND event.occurred_at BETWEEN ${since}::timestamptz AND ${startedAt}::timestamptz) AS is_changed
      FROM (SELECT id FROM orders WHERE ${lastId}::uuid IS NULL OR id > ${lastId}::uuid ORDER BY id LIMIT ${lookSizeMax}) placed
      ORDER BY placed.id`,
  );
}

type OfJob = { job: RunningJob; orderIds: string[] };

async function planResyncs(tx: Tx, { job, orderIds }: OfJob): Promise<void> {
  await execute(
    tx,
    sql`
      INSERT INTO deliveries (id, endpoint_id, event_id, order_id, sequence, type, lane, resync_id)
      SELECT fresh.id, ${job.endpointId}::uuid, event.id, fresh.order_id, event.export_sequence, 'order.resync', 'BULK', ${job.id}::uuid
      FROM unnest(${orderIds.map(newId)}::uuid[], ${orderIds}::uuid[]) AS fresh (id, order_id)
      CROSS JOIN LATERAL (
        SELECT id, export_sequence FROM order_events WHERE order_id = fresh.order_id AND export_sequence IS NOT NULL
        ORDER BY export_sequence DESC LIMIT 1) event`,
  );
}

/**
 * Settles what waits of these orders with the resync in its stead: a dead one is SKIPPED, one that was never attempted SUPERSEDED, which the
 * resync's body says. What is being taken, or settled, by another just now goes before it.
 */
async function replaceWaiting(tx: Tx, { job, orderIds }: OfJob): Promise<void> {
  const open = sql`
    SELECT id FROM deliveries
    WHERE endpoint_id = ${job.endpointId}::uuid AND order_id = ANY (${orderIds}::uuid[]) AND resync_id IS DISTINCT FROM ${job.id}::uuid
      AND lease_token IS NULL`;
  // Locked by themselves, so that what decides about them below sees what those who had them before have left behind.
  const dead = await rows<{ id: string }>(tx, sql`${open} AND state = 'DEAD' ORDER BY id FOR NO KEY UPDATE`);
  const pending = await rows<{ id: string }>(tx, sql`${open} AND state = 'PENDING' FOR NO KEY UPDATE SKIP LOCKED`);
  const waiting = [...dead, ...pending];
  if (waiting.length === 0) return;
  await execute(
    tx,
    sql`
      WITH replaced AS (
        UPDATE deliveries old SET settled_at = clock_timestamp(), superseded_by = fresh.id, waits_behind = NULL,
          state = CASE old.state WHEN 'DEAD' THEN 'SKIPPED' ELSE 'SUPERSEDED' END::delivery_state
        FROM deliveries fresh
        WHERE old.id = ANY (${waiting.map(({ id }) => id)}::uuid[]) AND fresh.resync_id = ${job.id}::uuid AND fresh.order_id = old.order_id
          AND old.sequence <= fresh.sequence
          AND (old.state = 'DEAD'
            OR old.last_error_class IS NULL AND NOT EXISTS (SELECT FROM delivery_attempts WHERE delivery_id = old.id))
        RETURNING fresh.id, fresh.sequence AS fresh_sequence, old.state, old.sequence || old.supersedes AS sequences)
      UPDATE deliveries resync SET supersedes = said.sequences
      FROM (
        SELECT replaced.id, array_agg(DISTINCT sequence ORDER BY sequence) AS sequences
        FROM replaced, unnest(replaced.sequences) AS sequence
        WHERE replaced.state = 'SUPERSEDED' AND sequence < replaced.fresh_sequence GROUP BY replaced.id) said
      WHERE resync.id = said.id`,
  );
  await releaseLine(tx, { endpointId: job.endpointId ?? '', orderIds });
}
