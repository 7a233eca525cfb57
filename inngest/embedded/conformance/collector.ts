import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { Trace } from './trace';

const Note = z.object({ tag: z.string(), what: z.string(), at: z.number(), detail: z.unknown().optional() });

export type Collector = { url: string; traceOf(tag: string): Trace; close(): Promise<void> };

/** Where the app notes what its functions do. It is the suite's own memory, so nothing noted is lost when the app is killed. */
export async function openCollector(): Promise<Collector> {
  const traces = new Map<string, Trace>();
  const traceOf = (tag: string) => {
    const trace = traces.get(tag) ?? new Trace();
    traces.set(tag, trace);
    return trace;
  };
  const server = createServer(async (request, response) => {
    const note = Note.safeParse(await json(request).catch(() => undefined));
    if (note.success) traceOf(note.data.tag).lines.push(note.data);
    response.writeHead(note.success ? 204 : 400).end();
  });
  // Never closes a connection that the app may be about to use again.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traceOf,
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
