import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { later, minutes } from '@/lib/shared/clock';
import { isCreated } from './backlog-sql';
import { type Acknowledged, nothingAcknowledged, readAcknowledgements } from './read-acknowledgements';
import { type CallCount, readCalls } from './read-calls';
import { type EndpointState, readEndpointStates } from './read-endpoint-states';
import { readOverdue } from './read-overdue';

/** What "of late" means in metrics and alerts. */
export const recentMs = minutes(5);

/** An endpoint as it is, and what happened there of late. */
export type RecentFigures = Omit<EndpointState, 'backlog'> & {
  /** `grownBy`: how many more have come than went. */
  backlog: EndpointState['backlog'] & { grownBy: number };
  acknowledged: Acknowledged;
  /** By how they ended. */
  calls: CallCount[];
  /** What was acknowledged late, or ran out of time, of late. */
  slaBreaches: number;
};

/** All endpoints with what happened in the last `recentMs`. Reads by index: the time it takes goes by what happened, not by what there is. */
export async function readRecent(db: Db, { now }: { now: Date }): Promise<RecentFigures[]> {
  const window = { from: later(now, -recentMs), to: now, stepSeconds: recentMs / 1_000, stepCount: 1 };
  const [endpoints, newCounts, { ofEndpoint }, calls, overdue] = await Promise.all([
    readEndpointStates(db),
    countNew(db, window.from),
    readAcknowledgements(db, window),
    readCalls(db, window),
    readOverdue(db, window),
  ]);
  return endpoints.map((endpoint) => {
    const acknowledged = ofEndpoint.get(endpoint.id) ?? nothingAcknowledged;
    const ranOut = overdue.find(({ endpointId }) => endpointId === endpoint.id)?.count ?? 0;
    return {
      ...endpoint,
      // What came and is still here, less what was here and went.
      backlog: { ...endpoint.backlog, grownBy: (newCounts.get(endpoint.id) ?? 0) - acknowledged.olderCount },
      acknowledged,
      calls: calls.filter(({ endpointId }) => endpointId === endpoint.id),
      slaBreaches: acknowledged.lateCount + ranOut,
    };
  });
}

/** By endpoint, what was planned since and waits. */
async function countNew(db: Db, since: Date): Promise<Map<string, number>> {
  const found = await rows<{ endpointId: string; count: number }>(
    db,
    sql`
      SELECT endpoint.id AS endpoint_id, (
        SELECT count(*) FROM deliveries
        WHERE endpoint_id = endpoint.id AND state = 'PENDING' AND ${isCreated} AND created_at >= ${since}::timestamptz) AS count
      FROM delivery_endpoints endpoint WHERE endpoint.removed_at IS NULL`,
  );
  return new Map(found.map(({ endpointId, count }) => [endpointId, count]));
}
