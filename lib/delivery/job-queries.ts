import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, sql } from '@/lib/db/sql';
import { type Page, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { DeliveryJobQuery, DeliveryJobView, ReplayFilter } from './job-model';
import { type BadCursor, isoOrNull, readCursor } from './pages';

type JobRow = Omit<DeliveryJobView, 'endpoint' | 'requestedBy' | 'since' | 'startedAt' | 'endedAt'> & {
  endpointId: string | null;
  endpointName: string | null;
  endpointRemoved: boolean;
  requesterId: string;
  requesterName: string | null;
  filter: ReplayFilter | null;
  since: Date | null;
  startedAt: Date;
  endedAt: Date | null;
};

const jobColumns = sql`
  job.id, job.kind::text, job.state::text, endpoint.id AS endpoint_id, endpoint.name AS endpoint_name,
  endpoint.removed_at IS NOT NULL AS endpoint_removed, job.filter, job.since, job.wanted_count, job.done_count, job.skipped_count,
  job.requested_by AS requester_id, requester.name AS requester_name, job.started_at, job.ended_at
  FROM delivery_jobs job LEFT JOIN delivery_endpoints endpoint ON endpoint.id = coalesce(job.endpoint_id, (job.filter->>'endpointId')::uuid)
  LEFT JOIN users requester ON requester.id = job.requested_by`;

/** A replay or resync, and how far it is. Error: `delivery.jobNotFound`. */
export async function getDeliveryJob(
  db: Db,
  id: string,
): Promise<Result<DeliveryJobView, { code: 'delivery.jobNotFound' }>> {
  const row = await firstRow<JobRow>(db, sql`SELECT ${jobColumns} WHERE job.id = ${id}::uuid`);
  return row ? ok(viewJob(row)) : err({ code: 'delivery.jobNotFound' });
}

/** Replays and resyncs, or the resyncs of one endpoint, newest first. Error: `http.badCursor`. */
export async function listDeliveryJobs(
  db: Db,
  { limit, cursor, endpointId }: DeliveryJobQuery,
): Promise<Result<Page<DeliveryJobView>, BadCursor>> {
  const after = readCursor(cursor);
  if (!after.ok) return after;
  const found = await rows<JobRow>(
    db,
    sql`SELECT ${jobColumns}
        WHERE (${after.value}::uuid IS NULL OR job.id < ${after.value}::uuid)
          ${endpointId === undefined ? emptySql : sql`AND job.endpoint_id = ${endpointId}::uuid`}
        ORDER BY job.id DESC LIMIT ${limit + 1}`,
  );
  const page = toPage(found, limit, (row) => [row.id]);
  return ok({ ...page, items: page.items.map(viewJob) });
}

/** Replays and resyncs that are under way, the oldest first. */
export async function findRunningJobs(db: Db): Promise<string[]> {
  const running = await rows<{ id: string }>(db, sql`SELECT id FROM delivery_jobs WHERE state = 'RUNNING' ORDER BY id`);
  return running.map(({ id }) => id);
}

function viewJob({
  endpointId,
  endpointName,
  endpointRemoved,
  requesterId,
  requesterName,
  ...job
}: JobRow): DeliveryJobView {
  return {
    ...job,
    endpoint: endpointId === null ? null : { id: endpointId, name: endpointName ?? '', removed: endpointRemoved },
    requestedBy: { id: requesterId, name: requesterName ?? '' },
    since: isoOrNull(job.since),
    startedAt: job.startedAt.toISOString(),
    endedAt: isoOrNull(job.endedAt),
  };
}
