import type { Db } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { newId } from '@/lib/shared/ids';
import { type CallCounts, type CallEnd, decideGate, type GateChange } from './breaker-rules';
import { gateColumns, gateMark, gateOf, type SeenGate } from './gate-sql';

type ChangeGate = {
  endpointId: string;
  ends: readonly CallEnd[];
  counts: CallCounts;
  /** The gate as it was a moment ago. */
  seen: SeenGate;
};

/**
 * Changes an endpoint's gate as the rules have it after calls that ended, and notes what its breaker did.
 *
 * Decided by what was seen and written only while that still holds; else it is looked at and decided anew. So when several processes come
 * to it at once, each change is made, and noted, once. Every lost try is another's change made, so it comes to an end. Says whether this one
 * turned the breaker.
 */
export async function changeGate(db: Db, { endpointId, ends, counts, seen }: ChangeGate): Promise<boolean> {
  for (let gate: SeenGate | null = seen; gate !== null; gate = await readGate(db, endpointId)) {
    const change = decideGate(gate, ends, counts);
    if (change === null) return false;
    if (await writeChange(db, endpointId, { gate, change, counts })) return change.breaker !== null;
  }
  return false;
}

function readGate(db: Db, endpointId: string): Promise<SeenGate | null> {
  return firstRow(db, sql`SELECT ${gateColumns} ${gateOf(endpointId)}`);
}

type Written = { gate: SeenGate; change: GateChange; counts: CallCounts };

async function writeChange(db: Db, endpointId: string, { gate, change, counts }: Written): Promise<boolean> {
  const { breaker, rateShare } = change;
  const state = breaker?.to ?? gate.breaker;
  const isJudged = breaker?.cause === 'FAILURES';
  const written = await execute(
    db,
    sql`
      WITH changed AS (
        UPDATE delivery_gates gate
        SET breaker = ${state}::breaker_state, open_count = ${breaker?.openCount ?? gate.openCount}::int,
          breaker_changed_at = CASE WHEN ${breaker !== null} THEN clock_timestamp() ELSE gate.breaker_changed_at END,
          probe_at = CASE WHEN ${breaker !== null}
            THEN clock_timestamp() + make_interval(secs => ${breaker?.openMs ?? null}::int / 1000.0) ELSE gate.probe_at END,
          probe_until = CASE WHEN ${breaker === null} THEN gate.probe_until END,
          rate_share = coalesce(${rateShare}::float8, gate.rate_share),
          share_changed_at = CASE WHEN ${rateShare !== null} THEN clock_timestamp() ELSE gate.share_changed_at END
        WHERE gate.endpoint_id = ${endpointId}::uuid AND ${gateMark} = ${gate.mark}
        RETURNING gate.endpoint_id
      ), noted AS (
        INSERT INTO delivery_breaker_events (id, endpoint_id, occurred_at, from_state, to_state, cause, call_count, failed_count)
        SELECT ${newId()}::uuid, endpoint_id, clock_timestamp(), ${gate.breaker}::breaker_state, ${state}::breaker_state,
          ${breaker?.cause ?? null}::breaker_cause, ${isJudged ? counts.callCount : null}::int, ${isJudged ? counts.failedCount : null}::int
        FROM changed WHERE ${breaker !== null}
      )
      SELECT FROM changed`,
  );
  return written > 0;
}
