import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import { z } from 'zod';
import { attempt, isTransient } from './database';
import { type IncomingEvent, receiveEvents } from './intake';
import { type Registered, register } from './registry';
import { bearerToken, sameSecret } from './signature';

export type ServerOptions = {
  pool: Pool;
  signingKey?: string;
  eventKey?: string;
  onRegistration: (result: Registered) => void;
  log: (line: string) => void;
  health: () => Promise<{ ok: boolean; [more: string]: unknown }>;
};

const bodyBytesMax = 4 * 1024 * 1024;
const eventsMax = 5000;
const runsMax = 1000;

const Event = z.looseObject({
  id: z.string().optional(),
  name: z
    .string({ error: 'event name is empty' })
    .trim()
    .min(1, 'event name is empty')
    .max(256)
    .regex(/^[^\0]*$/),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().optional(),
});
const Events = z.preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(Event).min(1).max(eventsMax));

class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The part of Inngest's own API that the SDK and its users speak to: events in, registration in, what became of an event; and our health. */
export function createApi(options: ServerOptions): Server {
  return createServer(async (request, response) => {
    try {
      await route(options, request, response);
    } catch (error) {
      if (error instanceof Refusal)
        return answer(response, error.status, { status: error.status, error: error.message });
      const status = isTransient(error) ? 503 : 500;
      options.log(
        `${request.method} ${request.url?.split('/')[1]} failed: ${error instanceof Error ? error.message : error}`,
      );
      answer(response, status, { status, error: 'The job runner failed; its log says why.' });
    }
  });
}

async function route(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://runner');
  if (request.method === 'GET' && pathname === '/health') {
    const health = await options.health();
    return answer(response, health.ok ? 200 : 503, health);
  }
  if (request.method === 'POST' && pathname.startsWith('/e/')) {
    return acceptEvents(options, decodeURIComponent(pathname.slice('/e/'.length)), request, response);
  }
  if (request.method === 'POST' && pathname === '/fn/register') return acceptRegistration(options, request, response);
  const eventId = /^\/v1\/events\/([0-9a-f-]{36})\/runs$/.exec(pathname)?.[1];
  if (request.method === 'GET' && eventId) return listRuns(options, eventId, request, response);
  throw new Refusal(404, 'There is nothing here.');
}

async function acceptEvents(
  { pool, eventKey }: ServerOptions,
  givenKey: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (eventKey !== undefined && !sameSecret(givenKey, eventKey)) throw new Refusal(401, 'Event key not found');
  const parsed = Events.safeParse(await readJson(request));
  if (!parsed.success) throw new Refusal(400, parsed.error.issues[0]?.message ?? 'not an event');
  if (parsed.data.some(({ name }) => name.startsWith('inngest/'))) throw new Refusal(400, 'event name is reserved');

  // The SDK repeats a send with the same seed when it heard no answer; events without an id of their own are known by it.
  const seed = request.headers['x-inngest-event-id-seed'];
  const events = parsed.data.map(({ data, ts, ...event }, index): IncomingEvent => {
    const key = event.id ? `id:${event.id}` : seed ? `seed:${seed}:${index}` : null;
    return { body: { ...event, id: event.id || undefined, data: data ?? {}, ts: ts ?? Date.now() }, key };
  });
  const ids = await attempt(pool, (tx) => receiveEvents(tx, events));
  answer(response, 200, { ids, status: 200 });
}

async function acceptRegistration(
  { pool, signingKey, onRegistration }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  authenticate(request, signingKey);
  const body = await readJson(request);
  const result = await attempt(pool, (tx) => register(tx, body));
  onRegistration(result);
  if (!result.ok) throw new Refusal(400, result.error);
  answer(response, 200, { ok: true, modified: result.modified });
}

/** What an event started, and how that stands, in the form of Inngest's REST API. */
async function listRuns(
  { pool, signingKey }: ServerOptions,
  eventId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  authenticate(request, signingKey);
  const found = await pool.query(
    `SELECT id AS run_id, started_at AS run_started_at, function_id, event_id, rerun_of AS original_run_id,
       initcap(state) AS status, ended_at, output
     FROM maru_jobs.run WHERE event_id = $1 ORDER BY id LIMIT $2`,
    [eventId, runsMax],
  );
  answer(response, 200, { data: found.rows });
}

function authenticate(request: IncomingMessage, signingKey: string | undefined): void {
  const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (signingKey !== undefined && !sameSecret(bearer, bearerToken(signingKey))) {
    throw new Refusal(401, 'Authentication failed');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Refusal(413, `The body has more than ${bodyBytesMax} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
