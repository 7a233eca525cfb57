import type { z } from 'zod';
import { type Db, db } from '@/lib/db/client';
import type { Actor } from '@/lib/identity/model';
import type { Locale } from '@/lib/shared/locale';
import { log } from '@/lib/shared/log';
import type { Result } from '@/lib/shared/result';
import { type Download, observed, type RouteHandler, readContext } from './define-route';
import type { AppError } from './errors';
import { problemResponse } from './problem';

type Schema = z.ZodType | undefined;
type Output<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

type DownloadDefinition<P extends Schema, Q extends Schema> = {
  name: string;
  summary: string;
  params?: P;
  query?: Q;
  download: Download;
  /** As which a browser keeps it. */
  fileName: string;
  /** For a file of the member's own; without a word it is for admins. */
  actor?: 'customer';
};

type Asked<P extends Schema, Q extends Schema> = { params: Output<P>; query: Output<Q>; locale: Locale; actor: Actor };

/**
 * Where a GET answers with a file, which is made as far as it is taken: a slow reader holds neither memory nor a transaction.
 *
 * What goes wrong before the first piece is answered as a problem, like any route's; what goes wrong later breaks the answer off.
 */
export function defineDownload<P extends Schema = undefined, Q extends Schema = undefined>(
  { download, fileName, actor, ...rest }: DownloadDefinition<P, Q>,
  make: (context: Asked<P, Q> & { db: Db }) => Promise<Result<AsyncGenerator<string>, AppError>>,
): RouteHandler {
  const definition = { ...rest, download, status: 200, actor: actor ?? 'admin' } as const;
  return observed(definition, async (request, nextContext, traceId) => {
    const read = await readContext(definition, request, nextContext);
    if (!read.ok) return problemResponse(read.error, traceId);
    const made = await make({ db: db(), ...(read.value as Asked<P, Q>) });
    if (!made.ok) return problemResponse(made.error, traceId);
    const headers = {
      'content-type': `${download.mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-trace-id': traceId,
    };
    if (request.method === 'HEAD') return new Response(null, { headers });
    const first = await made.value.next();
    return new Response(streamOf(first, made.value, { traceId, name: rest.name }), { headers });
  });
}

function streamOf(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
  context: { traceId: string; name: string },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> | null = Promise.resolve(first);
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      try {
        const { value, done } = await (next ?? rest.next());
        next = null;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log.error({ ...context, err: error }, 'a download broke off');
        controller.error(error);
      }
    },
    async cancel() {
      await rest.return(undefined);
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
