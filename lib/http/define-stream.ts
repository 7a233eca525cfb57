import type { z } from 'zod';
import { err, ok, type Result } from '@/lib/shared/result';
import { observed, type RouteDefinition, type RouteHandler, readContext } from './define-route';
import type { AppError } from './errors';
import { type EventStream, openStream } from './event-stream';
import { problemResponse } from './problem';

type StreamDefinition<Q extends z.ZodType> = Pick<RouteDefinition, 'name' | 'summary'> & {
  query: Q;
  /** Shape of each message's data, by the message's name. */
  events: Record<string, z.ZodType>;
};

type StreamContext<Q extends z.ZodType> = { query: z.output<Q>; stream: EventStream };

/** Where a GET answers with Server-Sent Events that everybody may read. */
export function defineStream<Q extends z.ZodType>(
  { name, summary, query, events }: StreamDefinition<Q>,
  /** Begins to send; once it is done the answer begins. What it throws is answered as a problem, like any route's. */
  begin: (context: StreamContext<Q>) => Promise<void>,
): RouteHandler {
  const definition = { name, summary, query, events, status: 200, actor: 'public' } as const;
  return observed(definition, async (request, nextContext, traceId) => {
    const read = await readContext(definition, request, nextContext);
    if (!read.ok) return problemResponse(read.error, traceId);
    const opened = request.method === 'HEAD' ? ok(null) : await openAndBegin(request, read.value.query as z.output<Q>);
    if (!opened.ok) return problemResponse(opened.error, traceId);
    return new Response(opened.value?.body ?? null, { headers: { ...streamHeaders, 'x-trace-id': traceId } });
  });

  async function openAndBegin(request: Request, asked: z.output<Q>): Promise<Result<EventStream, AppError>> {
    const opened = openStream(request);
    if (!opened.ok) return err(opened.error);
    const stream = opened.value;
    request.signal.addEventListener('abort', () => stream.close());
    try {
      await begin({ query: asked, stream });
    } catch (error) {
      stream.close();
      throw error;
    }
    return ok(stream);
  }
}

/**
 * No proxy may collect the messages before it passes them on, and none may press them. The connection ends with the stream: kept for
 * other requests, it would hold up the end of the process.
 */
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close',
};
