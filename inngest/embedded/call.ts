import * as http from 'node:http';
import * as https from 'node:https';
import type { AppAnswer } from './answer';
import type { LeasedCall } from './claim';
import { continuation } from './runs';
import { canonicalJson, signBody } from './signature';

/** A call's outcome on the wire. `unreachable` means that the app cannot have seen it; `broken` that it may have. */
export type Reply =
  | { kind: 'answer'; answer: AppAnswer }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'broken'; reason: string }
  | { kind: 'aborted' };

export type AppAddress = { appUrl: string; signingKey?: string };

const answerBytesMax = 32 * 1024 * 1024;

/** Calls the app for a run: the event, the results of its steps so far, and which step to run, signed. */
export function callApp(
  app: AppAddress,
  call: LeasedCall,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<Reply> {
  const url = new URL(app.appUrl);
  url.searchParams.set('fnId', call.run.plan.id);
  url.searchParams.set('stepId', call.stepId);
  // A call that has failed may be what ends the app: only on a connection of its own is that told from one closed in the meantime.
  const connection = call.attempt > 0 || call.unreachableCount > 0 ? 'own' : 'kept';
  return send(app, { method: 'POST', url, body: callBody(call), ...options }, connection);
}

/** Asks the app to register its functions; they arrive at our `/fn/register` before it answers. */
export function syncApp(app: AppAddress, options: { timeoutMs: number; signal: AbortSignal }): Promise<Reply> {
  return send(app, { method: 'PUT', url: new URL(app.appUrl), body: '{}', ...options });
}

function callBody({ run, steps, stepId, attempt, requestVersion }: LeasedCall): string {
  const stack = steps.map(({ id }) => id);
  return canonicalJson({
    // No fn_id: without it the SDK returns after every step instead of reporting steps on the side ("checkpointing").
    ctx: {
      attempt,
      max_attempts: run.plan.maxAttempts,
      run_id: run.id,
      step_id: stepId,
      env: '',
      disable_immediate_execution: stepId !== continuation,
      stack: { current: stack.length, stack },
      use_api: false,
    },
    event: { user: {}, ...run.event },
    events: [{ user: {}, ...run.event }],
    steps: Object.fromEntries(steps.map(({ id, memo }) => [id, memo])),
    use_api: false,
    version: requestVersion,
  });
}

type Outgoing = { method: string; url: URL; body: string; timeoutMs: number; signal: AbortSignal };

/** Connections are kept for less time than any server keeps a silent one, so that it hardly ever closes one as it is used. */
const silentMsMax = 1000;
/** A connection that had been closed already is found out this soon; one that is lost later was lost in the middle of the call. */
const staleMsMax = 250;
const keepAlive = { keepAlive: true, timeout: silentMsMax };
const protocols = {
  'http:': { open: http.request, agent: new http.Agent(keepAlive) },
  'https:': { open: https.request, agent: new https.Agent(keepAlive) },
};

/**
 * One request, on a connection kept from before where there is one. Should that be lost at once, the app has most likely
 * ended since, and saw nothing of it: only a second request, on a connection of its own, tells.
 */
async function send(app: AppAddress, outgoing: Outgoing, connection: 'own' | 'kept' = 'kept'): Promise<Reply> {
  if (connection === 'own') return sendOnce(app, outgoing, 'own');
  const reply = await sendOnce(app, outgoing, 'kept');
  return reply.kind === 'stale' ? sendOnce(app, outgoing, 'own') : reply;
}

function sendOnce(app: AppAddress, outgoing: Outgoing, connection: 'own'): Promise<Reply>;
function sendOnce(app: AppAddress, outgoing: Outgoing, connection: 'kept'): Promise<Reply | { kind: 'stale' }>;
function sendOnce(
  { signingKey }: AppAddress,
  { method, url, body, timeoutMs, signal }: Outgoing,
  connection: 'own' | 'kept',
): Promise<Reply | { kind: 'stale' }> {
  const { open, agent } = url.protocol === 'https:' ? protocols['https:'] : protocols['http:'];
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let connected = false;
    const end = (reason: string) => {
      if (signal.aborted) resolve({ kind: 'aborted' });
      else resolve({ kind: connected ? 'broken' : 'unreachable', reason });
    };
    const request = open(url, {
      method,
      agent: connection === 'kept' && agent,
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'x-inngest-server-kind': signingKey ? 'cloud' : 'dev',
        ...(signingKey && { 'x-inngest-signature': signBody(body, signingKey, new Date()) }),
      },
    });
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (connected = true));
      else connected = true;
    });
    request.on('close', () => {
      clearTimeout(timer);
      // Only where nothing else has said how it ended, as when the app wants to speak another protocol.
      end('the connection was closed without an answer');
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isCut = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      const isAtOnce = performance.now() - startedAt < staleMsMax;
      if (request.reusedSocket && isCut && isAtOnce && !signal.aborted) resolve({ kind: 'stale' });
      else end(error.message || String(error));
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > answerBytesMax) request.destroy(new Error(`an answer of more than ${answerBytesMax} bytes`));
        else chunks.push(chunk);
      });
      response.on('error', (error) => end(error.message));
      response.on('close', () => response.complete || end('the connection was lost in the middle of the answer'));
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ kind: 'answer', answer: { status, headers, text: Buffer.concat(chunks).toString('utf8') } });
      });
    });
    request.end(body);
  });
}
