import { createHash } from 'node:crypto';
import type { Tx } from './connection';
import { type FunctionPlan, throttleOf } from './function-plan';

type Starting = { plan: FunctionPlan; event: unknown };

/**
 * Says when each run's first call is due; null is at once. Where a function is throttled its runs get their places in the order in
 * which they come (the generic cell rate algorithm, as Inngest's own): so many at once, then one per interval.
 *
 * Locks the buckets until the commit, in one order.
 */
export async function throttleStarts<Run extends Starting>(
  tx: Tx,
  runs: Run[],
): Promise<(Run & { dueAt: Date | null })[]> {
  const buckets = new Map<string, { burst: number; intervalMs: number; runs: Run[] }>();
  for (const run of runs) {
    const throttle = throttleOf(run.plan, run.event);
    if (!throttle) continue;
    const held = buckets.get(throttle.bucket) ?? { ...throttle, runs: [] };
    held.runs.push(run);
    buckets.set(throttle.bucket, held);
  }
  const dueAt = new Map<Run, Date>();
  for (const [bucket, { burst, intervalMs, runs }] of [...buckets].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { nowMs, usedFromMs } = await takeFrom(tx, bucket, runs.length * intervalMs);
    for (const [place, run] of runs.entries()) {
      // A bucket holds `burst` starts: one more falls due when all but that many of those before it have run out.
      const dueMs = usedFromMs + (place + 1 - burst) * intervalMs;
      if (dueMs > nowMs) dueAt.set(run, new Date(Math.ceil(dueMs)));
    }
  }
  return runs.map((run) => ({ ...run, dueAt: dueAt.get(run) ?? null }));
}

/** Forgets buckets that are full again; tells how many. */
export async function forgetThrottles(tx: Tx, { rowsMax }: { rowsMax: number }): Promise<number> {
  const forgotten = await tx.query(
    `DELETE FROM maru_jobs.throttle WHERE bucket IN (
       SELECT bucket FROM maru_jobs.throttle WHERE used_until < now() LIMIT $1 FOR UPDATE SKIP LOCKED
     )`,
    [rowsMax],
  );
  return forgotten.rowCount ?? 0;
}

/** Takes `ms` from a bucket; tells from when on they count, and the time, in Unix milliseconds of the database's clock. */
async function takeFrom(tx: Tx, bucket: string, ms: number): Promise<{ nowMs: number; usedFromMs: number }> {
  const taken = await tx.query<{ nowMs: number; usedUntilMs: number }>(
    `INSERT INTO maru_jobs.throttle AS t (bucket, used_until) VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
     ON CONFLICT (bucket) DO UPDATE SET used_until = greatest(t.used_until, clock_timestamp()) + $2 * interval '1 ms'
     RETURNING extract(epoch FROM clock_timestamp())::float8 * 1000 AS "nowMs", extract(epoch FROM used_until)::float8 * 1000 AS "usedUntilMs"`,
    [createHash('sha256').update(bucket).digest(), ms],
  );
  const { nowMs = 0, usedUntilMs = 0 } = taken.rows[0] ?? {};
  return { nowMs, usedFromMs: usedUntilMs - ms };
}
