import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { businessMetrics } from '@/lib/http/business-metrics';
import { failureOf } from '@/lib/http/failures';
import { metricsRegistry } from '@/lib/http/metrics';
import { problemResponse } from '@/lib/http/problem';
import { authenticate } from '@/lib/identity/auth';
import { bearerTokenOf } from '@/lib/identity/bearer-token';

/**
 * Prometheus text: this process's requests and runtime, and the house's backlogs.
 *
 * Sales can be read off it, so it is for scrapers that show METRICS_TOKEN, and for admins. An address such as 127.0.0.1 proves
 * nothing: behind a proxy on the same machine everybody comes from there.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const refusal = await refuse(request);
    if (refusal) return problemResponse({ code: refusal });
    const registry = metricsRegistry();
    const text = `${await registry.metrics()}\n${await businessMetrics()}`;
    return new Response(text, { headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(failureOf(error, { traceId: 'metrics', name: 'readMetrics' }));
  }
}

async function refuse(request: Request): Promise<'http.unauthenticated' | 'http.forbidden' | null> {
  const expected = env().METRICS_TOKEN;
  const token = bearerTokenOf(request.headers);
  // Without a look at the database, so that metrics are told while it is away.
  if (expected && token && sameSecret(token, expected)) return null;
  const actor = await authenticate(request);
  if (actor === null || actor === 'invalid') return 'http.unauthenticated';
  return actor.role === 'ADMIN' ? null : 'http.forbidden';
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
