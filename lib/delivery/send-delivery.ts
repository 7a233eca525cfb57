import { lookup as resolve } from 'node:dns';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import { now } from '@/lib/shared/clock';
import { isPrivateAddress } from '@/lib/shared/is-private-address';
import {
  type Answer,
  checkTarget,
  classifyFailure,
  classifyStatus,
  isAllowedHost,
  parseRetryAfter,
  type Trace,
} from './rules';

/** How much of an answer's body is kept. */
export const responseExcerptBytesMax = 2_000;
const errorLengthMax = 300;

export type SendDelivery = {
  id: string;
  url: string;
  /** The present one, and the one before it while the receiver changes over: each signs. */
  secrets: readonly string[];
  body: string;
  /** For everything: name, connection, request and answer. */
  timeoutMs: number;
  allowedHosts: readonly string[];
  /** How much of an answer's body is read. */
  answerBytesMax?: number;
};

type Reply = { statusCode: number; retryAfter: string | undefined; body: ReadBody };
type ReadBody = { text: string; isWhole: boolean };

/**
 * Makes one call, signed, and says how that went; never throws for what the other side does.
 *
 * A status of 2xx acknowledges, whatever follows it. Redirects are not followed. The addresses that the name resolves to are checked on
 * the connection that is used, so a name cannot lead into a private network.
 */
export async function sendDelivery(delivery: SendDelivery): Promise<Answer> {
  const { id, url, secrets, body, timeoutMs, allowedHosts, answerBytesMax = responseExcerptBytesMax } = delivery;
  const startedAt = performance.now();
  const msSinceStart = () => Math.round(performance.now() - startedAt);
  const ended = (answer: Partial<Answer>): Answer => ({
    statusCode: null,
    errorClass: null,
    error: null,
    responseExcerpt: null,
    retryAfterMs: null,
    ...answer,
    durationMs: msSinceStart(),
  });
  const target = checkTarget(url, allowedHosts);
  if (!target.ok)
    return ended({ errorClass: 'NETWORK', error: `This address may not be reached: ${target.error.reason}.` });
  const { 'webhook-signature': signature, ...requestHeaders } = {
    ...signedHeaders({ id, body, secrets, at: now() }),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Maru/1',
  };
  const trace: Trace = { requestHeaders, connectMs: null, firstByteMs: null };
  try {
    const reply = await post({
      url: target.value,
      headers: { ...requestHeaders, 'webhook-signature': signature },
      body,
      signal: AbortSignal.timeout(timeoutMs),
      anyAddress: isAllowedHost(target.value, allowedHosts),
      answerBytesMax,
      onConnect: () => {
        trace.connectMs = msSinceStart();
      },
      onAnswer: () => {
        trace.firstByteMs = msSinceStart();
      },
    });
    return ended({ ...answerOf(reply), trace });
  } catch (error) {
    const errorClass = classifyFailure(error);
    return ended({
      errorClass,
      error: errorClass === 'TIMEOUT' ? `No answer within ${timeoutMs} ms.` : messageOf(error),
      trace,
    });
  }
}

type ToSign = { id: string; body: string; secrets: readonly string[]; at: Date };

/** The Standard Webhooks headers of a try that starts at `at`, with a signature by each secret. */
export function signedHeaders({ id, body, secrets, at }: ToSign) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

function answerOf({ statusCode, retryAfter, body }: Reply): Partial<Answer> {
  const errorClass = classifyStatus(statusCode);
  const asksForPause = statusCode === 429 || statusCode === 503;
  const excerpt = Buffer.from(body.text).subarray(0, responseExcerptBytesMax).toString('utf8');
  return {
    statusCode,
    errorClass,
    error: errorClass === null ? null : `The receiver answered ${statusCode}.`,
    responseExcerpt: excerpt === '' ? null : excerpt,
    retryAfterMs: asksForPause ? parseRetryAfter(retryAfter, now()) : null,
    ...(errorClass === null && { body }),
  };
}

function messageOf(error: unknown): string {
  const text =
    error instanceof Error ? error.message || String((error as { code?: unknown }).code ?? error.name) : String(error);
  return text.slice(0, errorLengthMax);
}

type Post = {
  url: URL;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  anyAddress: boolean;
  answerBytesMax: number;
  onConnect: () => void;
  onAnswer: () => void;
};

/**
 * Connections are kept for the next delivery, but idle ones not longer than any common server keeps them (5 s and more),
 * since one that the other side closes just then looks like a failure.
 */
const idleMsMax = 2_000;
const agents = {
  'http:': new http.Agent({ keepAlive: true, timeout: idleMsMax }),
  'https:': new https.Agent({ keepAlive: true, timeout: idleMsMax }),
};

function post({ url, headers, body, signal, anyAddress, answerBytesMax, onConnect, onAnswer }: Post): Promise<Reply> {
  return new Promise((done, fail) => {
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      headers,
      agent: agents[secure ? 'https:' : 'http:'],
      signal,
      ...(anyAddress ? {} : { lookup: publicLookup }),
    });
    let isAnswered = false;
    // Once the status is there all that follows is the body, whose end nothing depends on.
    request.on('error', (error) => !isAnswered && fail(error));
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', onConnect);
    });
    request.on('response', (response) => {
      isAnswered = true;
      onAnswer();
      readBody(response, answerBytesMax).then(
        (read) =>
          done({ statusCode: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: read }),
        fail,
      );
    });
    // Without this a 101 would end in nothing at all.
    request.on('upgrade', ({ statusCode = 101 }, socket) => {
      socket.destroy();
      onAnswer();
      done({ statusCode, retryAfter: undefined, body: { text: '', isWhole: true } });
    });
    request.end(body);
  });
}

/** The status is there, so a body that breaks off, never ends or is too long is just cut. */
async function readBody(response: IncomingMessage, bytesMax: number): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  let isWhole = false;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > bytesMax) break;
    }
    isWhole = size <= bytesMax;
  } catch {
    response.destroy();
  }
  return { text: Buffer.concat(chunks).subarray(0, bytesMax).toString('utf8'), isWhole };
}

/** Resolves a name and refuses it when any of its addresses is private. */
const publicLookup: NonNullable<RequestOptions['lookup']> = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const refused = addresses.find(({ address }) => isPrivateAddress(address));
    const [first] = addresses;
    if (refused || !first) {
      return callback(new Error(`${hostname} leads to a private address (${refused?.address ?? 'none'}).`), '', 0);
    }
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
