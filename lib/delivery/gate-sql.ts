import { sql } from '@/lib/db/sql';
import type { Gate } from './breaker-rules';

/**
 * The moment from which calls may leave to `endpoint`, whose `gate` this is: infinity when only a person can let them, null when it is not
 * held back. An open breaker has `probe_at` unless it is held by hand; `probe_until` is a probe under way.
 */
export const opensAt = sql`
  greatest(CASE WHEN endpoint.paused_at IS NOT NULL OR gate.is_forced THEN 'infinity'::timestamptz END,
    gate.throttled_until, gate.probe_at, gate.probe_until)`;

/** A gate's state as far as one decides by it: whoever does writes only while it still holds. */
export const gateMark = sql`
  md5(row(gate.breaker, gate.is_forced, gate.breaker_changed_at, gate.open_count, gate.rate_share, gate.share_changed_at)::text)`;

/** A gate as one decides by it, and the mark under which the decision holds. */
export type SeenGate = Gate & { mark: string };
export const gateColumns = sql`
  gate.breaker::text, gate.open_count, gate.rate_share,
  (extract(epoch FROM clock_timestamp() - gate.share_changed_at) * 1000)::float8 AS share_age_ms, ${gateMark} AS mark,
  endpoint.concurrency, endpoint.rate_per_second, endpoint.timeout_ms`;

/** Where they are. */
export const gateOf = (endpointId: string) => sql`
  FROM delivery_gates gate JOIN delivery_endpoints endpoint ON endpoint.id = gate.endpoint_id WHERE gate.endpoint_id = ${endpointId}::uuid`;

/**
 * Always true; lets the statement's commit not wait for the disk. For what a crash of the database may take back, as leave for calls, and
 * leases: what was sent under one is then sent again, with the same id and bytes. It costs a pump most of its time otherwise.
 */
export const commitsSoon = sql`set_config('synchronous_commit', 'off', true) = 'off'`;
