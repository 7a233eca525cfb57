import { sqlState } from '@/lib/db/transaction';
import { log } from '@/lib/shared/log';
import type { HttpError } from './errors';

/** When a needed part is down, callers are told to come back after this long. */
const retryAfterSeconds = 2;

/** Prisma: server not reachable, timed out, closed, pool exhausted, no transaction to be had. */
const prismaUnavailable = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
const networkUnavailable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
/** Postgres: connection exceptions (08…), too many connections, shutting down, starting up; and contention that five tries did not settle. */
const sqlUnavailable = /^(08...|53300|57P0[1-4]|40001|40P01|55P03)$/;

/** What pg says of a connection that was never had, or is gone; these errors carry no code. */
const connectionLost =
  /timeout exceeded when trying to connect|Connection (terminated|ended)|connection error and is not queryable|Can't reach database server/;

/** What an unexpected throw is to the caller: 503 when the database is away or swamped, else 500. The throw itself is logged. */
export function failureOf(error: unknown, context: { traceId: string; name: string }): HttpError {
  if (isUnavailable(error)) {
    log.warn({ ...context, err: error }, 'database unavailable');
    return { code: 'http.unavailable', retryAfterSeconds };
  }
  log.error({ ...context, err: error }, 'request failed');
  return { code: 'http.broken' };
}

export function isUnavailable(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === 'string' && (prismaUnavailable.has(code) || networkUnavailable.has(code))) return true;
    if (connectionLost.test(cause.message)) return true;
    if (sqlUnavailable.test(sqlState(cause) ?? '')) return true;
  }
  return false;
}
