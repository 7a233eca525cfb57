import { problemResponse } from '@/lib/http/problem';
import { checkReadiness, readinessParts } from '@/lib/http/readiness';

const retryAfterSeconds = 2;

/** Whether this process can serve, for balancers and for `npm start`: 200, or 503 that names the parts that are down. */
export async function GET(): Promise<Response> {
  const parts = await checkReadiness();
  const down = readinessParts.filter((part) => !parts[part].up);
  if (down.length > 0) {
    return problemResponse({
      code: 'http.notReady',
      retryAfterSeconds,
      detail: `Down: ${down.join(', ')}.`,
      parts,
    });
  }
  return Response.json({ status: 'ready', parts }, { headers: { 'cache-control': 'no-store' } });
}
