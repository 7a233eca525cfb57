import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { errorMeanings } from './error-meanings';
import { type AppError, statusOf } from './errors';
import { FieldError } from './field-error';

/** RFC 9457. `code` is stable and meant for programs; members of the error stand beside it. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    traceId: z.string(),
    errors: z.array(FieldError).optional(),
  })
  .catchall(z.unknown())
  .meta({ id: 'Problem' });

const titles: Record<number, string> = {
  400: 'The request is malformed',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'In conflict with the present state',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Refused by a rule',
  429: 'Too many requests',
  500: 'Something broke on our side',
  503: 'Come back shortly',
};

/** The problem+json answer for an expected failure; `retryAfterSeconds` of the error becomes the `Retry-After` header. */
export function problemResponse(error: AppError, traceId: string = randomUUID()): Response {
  const { code, ...members } = error;
  const status = statusOf(error);
  const title = titles[status] ?? 'Refused';
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-trace-id': traceId,
  });
  if ('retryAfterSeconds' in error) headers.set('retry-after', String(error.retryAfterSeconds));
  // The standard's own members come last: none of the error's can take their place.
  const body = { ...members, type: `/api/docs#${code}`, title, status, detail: detailOf(error), code, traceId };
  return new Response(JSON.stringify(body), { status, headers });
}

/** The error's own words, else what its code means, with the members that it names filled in where they are plain values. */
function detailOf(error: AppError): string {
  if ('detail' in error) return error.detail;
  const members = new Map<string, unknown>(Object.entries(error));
  return errorMeanings[error.code].replace(/`(\w+)`|`/g, (_, name: string | undefined) => {
    const value = name && members.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : (name ?? '');
  });
}
