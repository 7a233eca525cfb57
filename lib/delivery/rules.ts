import { isIP } from 'node:net';
import { isPrivateAddress } from '@/lib/shared/is-private-address';
import { err, ok, type Result } from '@/lib/shared/result';
import type { ErrorClass, TargetRefusal } from './model';

/** A server may ask to be left alone for at most this long. */
export const retryAfterMsMax = 24 * 3_600_000;

/** How one try ended. `errorClass` is null when the receiver acknowledged. */
export type Answer = {
  statusCode: number | null;
  errorClass: ErrorClass | null;
  error: string | null;
  responseExcerpt: string | null;
  /** What a 429 or 503 asked for. */
  retryAfterMs: number | null;
  durationMs: number;
  /** Absent when nothing was sent. */
  trace?: Trace;
  /** The body of a 2xx, in which the answer to a batch tells of each item. */
  body?: { text: string; isWhole: boolean };
};

/** What of a call is kept beside how it ended. */
export type Trace = {
  /** Without what signs it. */
  requestHeaders: Record<string, string>;
  /** Until the connection stood; null when it was kept from before, or never stood. */
  connectMs: number | null;
  /** Until the answer began; null when none came. */
  firstByteMs: number | null;
};

export type Policy = {
  attemptCount: number;
  maxAttempts: number;
  backoffSeconds: readonly number[];
  /** It asks whether the endpoint is back, and spends no attempt. */
  isProbe?: boolean;
};

export type Outcome =
  | { state: 'DELIVERED'; delayMs: null; pausesEndpoint: false }
  | { state: 'PENDING'; delayMs: number; pausesEndpoint: boolean }
  | { state: 'DEAD'; delayMs: null; pausesEndpoint: boolean };

/**
 * What becomes of a delivery after `answer`. `attemptCount` is the number of tries before this one; `random` is in [0, 1).
 *
 * A 410 pauses the endpoint; the delivery waits for it like any other that failed. What Retry-After asks for holds back the endpoint as a whole
 * (`recordCalls`), until it is over or somebody says otherwise, so it is not asked of the delivery, too.
 */
export function decideOutcome(answer: Answer, policy: Policy, random: number): Outcome {
  if (answer.errorClass === null) return { state: 'DELIVERED', delayMs: null, pausesEndpoint: false };
  const pausesEndpoint = answer.statusCode === 410;
  // Due again at once, which is behind all that was due before it: the breaker holds it, and the next probe takes another.
  if (policy.isProbe) return { state: 'PENDING', delayMs: 0, pausesEndpoint };
  if (policy.attemptCount + 1 >= policy.maxAttempts) return { state: 'DEAD', delayMs: null, pausesEndpoint };
  return { state: 'PENDING', delayMs: backoffMs(policy, random), pausesEndpoint };
}

/** Full jitter: anywhere between now and the list's delay, so that what failed together does not come back together. */
export function backoffMs(
  { attemptCount, backoffSeconds }: Pick<Policy, 'attemptCount' | 'backoffSeconds'>,
  random: number,
): number {
  const seconds = backoffSeconds[Math.min(attemptCount, backoffSeconds.length - 1)] ?? 0;
  return Math.floor(seconds * 1_000 * random);
}

/** The class of an answer's status, or null for the 2xx that acknowledge. */
export function classifyStatus(statusCode: number): ErrorClass | null {
  if (statusCode >= 200 && statusCode < 300) return null;
  if (statusCode === 429) return 'RATE_LIMITED';
  if (statusCode >= 400 && statusCode < 500) return 'HTTP_4XX';
  if (statusCode >= 500 && statusCode < 600) return 'HTTP_5XX';
  return 'BAD_RESPONSE';
}

/** The class of what Node throws while it connects, sends and reads. */
export function classifyFailure(error: unknown): ErrorClass {
  const { name, code } = { name: '', code: '', ...(error instanceof Error ? pickNameAndCode(error) : {}) };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT')
    return 'TIMEOUT';
  if (code === 'ENOTFOUND' || code === 'ENODATA' || code.startsWith('EAI_')) return 'DNS';
  if (code.startsWith('HPE_')) return 'BAD_RESPONSE';
  if (tlsCode.test(code)) return 'TLS';
  return 'NETWORK';
}

/** OpenSSL's own codes and its names for what is wrong with a certificate. */
const tlsCode = /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|.*(CERT|CERTIFICATE|ISSUER|SIGNATURE|CRL|SELF_SIGNED))/;

function pickNameAndCode(error: Error & { code?: unknown }) {
  return { name: error.name, code: typeof error.code === 'string' ? error.code : '' };
}

/** `Retry-After` in ms: seconds or an HTTP date, at most a day; null when it says nothing usable. */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), retryAfterMsMax);
}

export type FrozenDelivery = {
  id: string;
  type: string;
  orderId: string;
  sequence: number;
  previousSequence: number | null;
  occurredAt: Date;
  /** Sequences that it replaced before they were ever attempted. */
  supersedes: number[];
  /** JSON text of the order as the event left it. */
  snapshot: string;
};

/**
 * The body of a delivery. Built from rows that never change and with the snapshot spliced in as it is,
 * so that every try sends the same bytes.
 */
export function deliveryBody({ snapshot, ...delivery }: FrozenDelivery): string {
  const head = JSON.stringify({
    id: delivery.id,
    type: delivery.type,
    orderId: delivery.orderId,
    sequence: delivery.sequence,
    previousSequence: delivery.previousSequence,
    occurredAt: delivery.occurredAt.toISOString(),
    ...(delivery.supersedes.length > 0 && { supersedes: delivery.supersedes }),
  });
  return `${head.slice(0, -1)},"data":${snapshot}}`;
}

/**
 * Whether orders may be sent to this address, as far as its text tells. A name's addresses are checked when it is sent.
 *
 * `allowedHosts` lists the `host:port` that may be reached although they are private.
 */
export function checkTarget(address: string, allowedHosts: readonly string[]): Result<URL, RefusedTarget> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return refused('BAD_SCHEME');
  // No port at all, though it can be written.
  if (url.port === '0') return refused('BAD_PORT');
  if (url.username !== '' || url.password !== '') return refused('CREDENTIALS_IN_URL');
  if (!isAllowedHost(url, allowedHosts) && isPrivateHost(url.hostname)) return refused('PRIVATE_ADDRESS');
  return ok(url);
}

type RefusedTarget = { code: 'delivery.targetRefused'; reason: TargetRefusal };

function refused(reason: TargetRefusal) {
  return err({ code: 'delivery.targetRefused', reason });
}

export function isAllowedHost(url: URL, allowedHosts: readonly string[]): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allowedHosts.some((host) => host.toLowerCase() === `${url.hostname}:${port}`);
}

/** URL has already turned `127.1` and `0x7f.1` into `127.0.0.1`. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return isPrivateAddress(host);
  return !host.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(host);
}
