import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { db, type Tx } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { isProduction } from '@/lib/env';
import { authenticate, isSameOrigin } from '@/lib/identity/auth';
import { bearerTokenOf } from '@/lib/identity/bearer-token';
import type { Actor } from '@/lib/identity/model';
import { now as clockNow } from '@/lib/shared/clock';
import { gather } from '@/lib/shared/gather';
import { type Locale, localeFromHeader } from '@/lib/shared/locale';
import { log } from '@/lib/shared/log';
import { err, ok, type Result } from '@/lib/shared/result';
import type { AppError, HttpError } from './errors';
import { failureOf } from './failures';
import { findAnswers, hashRequest, type IdempotentRequest, once, type StoredAnswer } from './idempotency';
import { observeRequest } from './metrics';
import { problemResponse } from './problem';
import { parseInput, readBody, readBytes, readQuery } from './read-request';
import type { WaitingLine } from './waiting-line';

type Schema = z.ZodType | undefined;
type Output<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;
type Access = 'public' | 'customer' | 'admin';

/** What a handler gets. `tx` is an open transaction for writes, the plain client for GET and for `transaction: false`. */
export type RouteContext<P extends Schema, Q extends Schema, B extends Schema, A extends Access, Prepared> = {
  tx: Tx;
  actor: A extends 'public' ? Actor | null : Actor;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  now: Date;
  locale: Locale;
  request: Request;
  /** The body of a route that takes a file; empty on others. */
  bytes: Uint8Array;
  /** The caller's Idempotency-Key with the request's hash, on idempotent routes. */
  idempotency: IdempotentRequest | null;
  prepared: Prepared;
};

/** A file that is sent or answered. */
export type Upload = { mediaType: string; description: string };
export type Download = { mediaType: string; description: string };

export type RouteDefinition<
  P extends Schema = Schema,
  Q extends Schema = Schema,
  B extends Schema = Schema,
  R extends Schema = Schema,
  A extends Access = Access,
  Prepared = unknown,
> = {
  /** camelCase verb and noun: the operation's id in OpenAPI and its label in metrics. */
  name: string;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /**
   * Instead of `body`: a file that fits into memory, read whole before `prepare`. What it really is, the use case finds out from its bytes,
   * whatever the caller says of it. What does not fit comes as an `upload`.
   */
  file?: { types: readonly string[]; limitBytes: number };
  /** Shape of the answer; none means 204 without a body. */
  response?: R;
  actor: A;
  /**
   * Instead of `body`: a file of any size, which the handler reads as it comes, from `request`, with a bound of its own. Its type is checked
   * here, since nobody can look at all of it before the first of it is used.
   */
  upload?: Upload;
  /** Instead of an answer in JSON: a file (see defineDownload). */
  download?: Download;
  /** Instead of an answer: the messages of a stream of Server-Sent Events, by their names (see defineStream). */
  events?: Record<string, z.ZodType>;
  /** For what many want in the same second: whom the `look` does not refuse waits in it for the work. Who waited too long is answered with 429. */
  line?: WaitingLine;
  /** Requires an Idempotency-Key and stores the answer with the work. */
  idempotent?: boolean;
  /** What a replay answers, and is kept for it, where the answer holds what must be kept nowhere. */
  replayAs?: (value: Output<R>) => Output<R>;
  /** Status of success: 200 unless said, 204 without a response. */
  status?: number;
  /** Other statuses of success, where the answer's kind decides: `of` says which, given the answer. */
  otherStatuses?: { statuses: number[]; of: (value: Output<R>) => number };
  /** False for handlers that open their own transactions, or none. */
  transaction?: boolean;
  /**
   * A look before any transaction, for what most are refused for: they cost a read and hold nothing. The handler looks again.
   */
  look?: (
    context: Omit<RouteContext<P, Q, B, A, undefined>, 'tx' | 'prepared'>,
  ) => Promise<Result<undefined, AppError>>;
  /** Slow work that must not happen inside a transaction (hashing, a provider's call). May run again for a replay. */
  prepare?: (
    context: Omit<RouteContext<P, Q, B, A, undefined>, 'tx' | 'prepared'>,
  ) => Promise<Result<Prepared, AppError>>;
  /** Wake-ups after the commit; their failure is logged, never answered. Not called for a replay. */
  afterCommit?: (value: Output<R>, context: RouteContext<P, Q, B, A, Prepared>) => void | Promise<void>;
  /**
   * What a refusal has to leave behind, in a transaction of its own since the work's was rolled back. The refusal is answered all the same when
   * it fails.
   */
  afterRefusal?: (error: AppError, context: RouteContext<P, Q, B, A, Prepared>) => Promise<void>;
  /** Headers of a success, as a cookie. */
  headers?: (value: Output<R>, context: RouteContext<P, Q, B, A, Prepared>) => HeadersInit;
};

/** Refusals of the same moment look together whether they had succeeded before. */
const findAnswer = gather((requests: IdempotentRequest[]) => findAnswers(db(), requests), { sizeMax: 500 });

type NextContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = ((request: Request, context: NextContext) => Promise<Response>) & {
  definition: RouteDefinition;
};

/**
 * A route handler: authenticate → parse → idempotency → one use case in one transaction → JSON, or problem+json for a failure.
 *
 * A returned error rolls back and becomes its status from lib/http/errors; a throw becomes 500, or 503 with Retry-After when the database is away.
 */
export function defineRoute<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  R extends Schema = undefined,
  A extends Access = 'public',
  Prepared = undefined,
>(
  definition: RouteDefinition<P, Q, B, R, A, Prepared>,
  handler: (
    context: RouteContext<P, Q, B, A, Prepared>,
  ) => Promise<Result<Output<R>, AppError>> | Result<Output<R>, AppError>,
): RouteHandler {
  type Context = RouteContext<P, Q, B, A, Prepared>;
  const statusOfSuccess = (value: Output<R>) =>
    definition.otherStatuses?.of(value) ?? definition.status ?? (definition.response ? 200 : 204);

  async function answer(request: Request, nextContext: NextContext, traceId: string): Promise<Response> {
    const read = await readContext(definition, request, nextContext);
    if (!read.ok) return problemResponse(read.error, traceId);
    const { idempotency } = read.value;
    if (definition.prepare && idempotency) {
      const earlier = await findAnswer(idempotency);
      if (!earlier.ok) return problemResponse(earlier.error, traceId);
      if (earlier.value) return success(earlier.value, new Headers(), traceId);
    }
    const prepared = (await definition.prepare?.(read.value)) ?? ok(undefined as Prepared);
    if (!prepared.ok) return problemResponse(prepared.error, traceId);
    const context = { ...read.value, tx: db(), prepared: prepared.value } as Context;

    let value: Output<R> | undefined;
    const work = async () => {
      const result = await handler(context);
      if (!result.ok) return result;
      value = result.value;
      const kept = definition.replayAs?.(result.value) ?? result.value;
      return ok({ status: statusOfSuccess(result.value), body: encode(definition, kept), replayed: false });
    };
    const transactional = definition.transaction ?? !isRead(request);
    const look = async () => (await definition.look?.(read.value)) ?? ok(undefined);
    const act = () =>
      transactional
        ? inTransaction((tx) => {
            context.tx = tx;
            return idempotency ? once(tx, idempotency, work) : work();
          })
        : work();
    const lookAndAct = async () => {
      const looked = await look();
      return looked.ok ? await act() : looked;
    };
    const { line } = definition;
    const outcome = line ? await inLine(line, { look, lookAndAct }) : await lookAndAct();
    if (!outcome.ok) {
      // An earlier request with this key, or a twin that committed between our look and our lock, may be the very reason of the refusal.
      const mayHaveTwin = idempotency !== null && !outcome.error.code.startsWith('idempotency.');
      const twin = mayHaveTwin ? await findAnswer(idempotency) : ok(null);
      if (!twin.ok) return problemResponse(twin.error, traceId);
      if (twin.value) return success(twin.value, new Headers(), traceId);
      await leave(definition, outcome.error, context, traceId);
      return problemResponse(outcome.error, traceId);
    }
    if (outcome.value.replayed) return success(outcome.value, new Headers(), traceId);
    wake(definition, value as Output<R>, context, traceId);
    const headers = new Headers(definition.headers?.(value as Output<R>, context));
    const fresh = definition.replayAs ? { body: encode(definition, value) } : {};
    return success({ ...outcome.value, ...fresh }, headers, traceId);
  }

  return observed(definition as unknown as RouteDefinition, answer);
}

/** Who is refused anyway does not stand in it; the others look again when it is their turn, since all may be gone by then. */
async function inLine<Done, Failure extends { code: string }>(
  line: WaitingLine,
  {
    look,
    lookAndAct,
  }: { look: () => Promise<Result<undefined, Failure>>; lookAndAct: () => Promise<Result<Done, Failure>> },
) {
  const looked = await look();
  if (!looked.ok) return looked;
  const passed = await line.pass(lookAndAct);
  return passed.ok ? passed.value : passed;
}

/** A handler that is counted and timed, and whose throws become problems. */
export function observed(
  definition: RouteDefinition,
  answer: (request: Request, nextContext: NextContext, traceId: string) => Promise<Response>,
): RouteHandler {
  const route = async (request: Request, nextContext: NextContext): Promise<Response> => {
    const traceId = randomUUID();
    const startedAt = performance.now();
    let response: Response;
    try {
      response = await answer(request, nextContext, traceId);
    } catch (error) {
      response = problemResponse(failureOf(error, { traceId, name: definition.name }), traceId);
    }
    observeRequest({ name: definition.name, status: response.status, seconds: (performance.now() - startedAt) / 1000 });
    return response;
  };
  return Object.assign(route, { definition });
}

function success({ status, body, replayed }: StoredAnswer, headers: Headers, traceId: string): Response {
  headers.set('x-trace-id', traceId);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  if (replayed) headers.set('idempotency-replayed', 'true');
  if (status === 204) return new Response(null, { status, headers });
  headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(body, { status, headers });
}

/** Who asks for what, or why it is refused: authentication before shape before idempotency. */
export async function readContext<
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  A extends Access,
  Prepared,
  R extends Schema,
>(
  definition: RouteDefinition<P, Q, B, R, A, Prepared>,
  request: Request,
  nextContext: NextContext,
): Promise<Result<Omit<RouteContext<P, Q, B, A, undefined>, 'tx' | 'prepared'>, AppError>> {
  const url = new URL(request.url);
  const locale = localeFromHeader(request.headers.get('accept-language'));
  const allowed = await authorise(request, definition.actor);
  if (!allowed.ok) return allowed;

  const params = definition.params?.safeParse(await nextContext.params);
  // An id that can't be one of ours names nothing.
  if (params && !params.success) return err({ code: 'http.notFound' });
  if (/%00/.test(request.url)) return err({ code: 'http.malformed', detail: 'The address carries a NUL character.' });
  const query = definition.query ? parseInput(definition.query, readQuery(url), locale) : ok(undefined);
  if (!query.ok) return query;
  if (definition.upload && mediaTypeOf(request) !== definition.upload.mediaType)
    return err({ code: 'http.unsupportedMediaType', expected: definition.upload.mediaType });
  // One that wants no body is another request all the same when it comes with one.
  const rawBody = definition.body || definition.idempotent ? await readBody(request) : ok(undefined);
  if (!rawBody.ok) return rawBody;
  const body = definition.body
    ? parseInput(definition.body, rawBody.value === undefined ? {} : rawBody.value, locale)
    : ok(undefined);
  if (!body.ok) return body;
  const bytes = definition.file ? await readBytes(request, definition.file.limitBytes) : ok(new Uint8Array());
  if (!bytes.ok) return bytes;
  const idempotency = definition.idempotent ? readKey(request, url, rawBody.value, allowed.value) : ok(null);
  if (!idempotency.ok) return idempotency;

  return ok({
    actor: allowed.value,
    params: params?.data,
    query: query.value,
    body: body.value,
    bytes: bytes.value,
    now: clockNow(),
    locale,
    request,
    idempotency: idempotency.value,
  } as unknown as Omit<RouteContext<P, Q, B, A, undefined>, 'tx' | 'prepared'>);
}

/** Without its parameters, as `text/csv` of `text/csv; charset=utf-8`. */
function mediaTypeOf({ headers }: Request): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** HEAD is answered by GET's handler. */
function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

async function authorise(request: Request, access: Access): Promise<Result<Actor | null, HttpError>> {
  const actor = await authenticate(request);
  if (actor === 'invalid') return err({ code: 'http.unauthenticated' });
  if (access !== 'public' && !actor) return err({ code: 'http.unauthenticated' });
  if (access === 'admin' && actor?.role !== 'ADMIN') return err({ code: 'http.forbidden' });
  const byCookie = bearerTokenOf(request.headers) === null && request.headers.has('cookie');
  if (!isRead(request) && byCookie && !isSameOrigin(request)) return err({ code: 'http.crossOrigin' });
  return ok(actor);
}

function readKey(
  request: Request,
  url: URL,
  body: unknown,
  actor: Actor | null,
): Result<IdempotentRequest | null, HttpError> {
  const key = request.headers.get('idempotency-key');
  if (!key) return err({ code: 'idempotency.keyMissing' });
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) return err({ code: 'idempotency.keyInvalid' });
  if (!actor) return err({ code: 'http.unauthenticated' });
  return ok({ userId: actor.userId, key, requestHash: hashRequest(request.method, url.pathname, body) });
}

/** The body's text. Outside production an answer that is not what the definition says is a bug that shows at once. */
function encode<R extends Schema>(definition: { name: string; response?: R }, value: unknown): string {
  if (!definition.response) return '';
  if (!isProduction) {
    const checked = definition.response.safeParse(JSON.parse(JSON.stringify(value)));
    if (!checked.success)
      throw new Error(`${definition.name} answers in another shape than it says: ${checked.error.message}`);
  }
  return JSON.stringify(value);
}

async function leave<
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  R extends Schema,
  A extends Access,
  Prepared,
>(
  definition: RouteDefinition<P, Q, B, R, A, Prepared>,
  error: AppError,
  context: RouteContext<P, Q, B, A, Prepared>,
  traceId: string,
): Promise<void> {
  try {
    await definition.afterRefusal?.(error, context);
  } catch (failure) {
    log.error({ err: failure, traceId, name: definition.name }, 'what a refusal leaves behind was not kept');
  }
}

function wake<P extends Schema, Q extends Schema, B extends Schema, R extends Schema, A extends Access, Prepared>(
  definition: RouteDefinition<P, Q, B, R, A, Prepared>,
  value: Output<R>,
  context: RouteContext<P, Q, B, A, Prepared>,
  traceId: string,
): void {
  if (!definition.afterCommit) return;
  Promise.resolve()
    .then(() => definition.afterCommit?.(value, context))
    .catch((error) =>
      log.warn({ err: error, traceId, name: definition.name }, 'wake-up failed; a sweep will find the work'),
    );
}
