import type { AppError } from '@/lib/http/errors';
import type { Locale } from '@/lib/shared/locale';

/** An answer of the API that is a problem+json: an expected failure, with its code and members. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly failure: AppError,
  ) {
    super(failure.code);
    this.name = 'ApiProblem';
  }
}

type ApiRequest = {
  method?: 'GET' | 'PUT' | 'POST';
  /** The language of the page, which the names in the answer come in. */
  locale: Locale;
  body?: unknown;
  /** Makes what is asked for happen once, however often the same is sent with it. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** Calls our API as the browser's own visitor. Throws `ApiProblem` for a refusal, and whatever `fetch` throws when there is no answer. */
export async function callApi<Answer>(
  path: string,
  { method = 'GET', locale, body, idempotencyKey, signal }: ApiRequest,
): Promise<Answer> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': locale });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  const response = await fetch(path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (response.ok) return (await response.json()) as Answer;
  throw new ApiProblem(response.status, await failureIn(response));
}

/** A proxy in between may answer in its own words. */
async function failureIn(response: Response): Promise<AppError> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  return isProblem ? ((await response.json()) as AppError) : { code: 'http.broken' };
}

/** What to tell people about anything that a call threw. */
export function failureOf(error: unknown): AppError {
  return error instanceof ApiProblem ? error.failure : { code: 'http.unavailable', retryAfterSeconds: 0 };
}
