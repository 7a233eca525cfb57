import { z } from 'zod';

/** One operation that the SDK reports. Sleeps and waits carry their duration or event in `name`. */
export type Op = z.infer<typeof Op>;
const Op = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

/** What became of a call. */
export type Verdict =
  | { kind: 'progress'; ops: Op[]; requestVersion: number | null }
  | { kind: 'returned'; output: unknown }
  | { kind: 'failed'; error: unknown }
  | Retry
  | { kind: 'unreachable'; reason: string };

/** What failed, to be tried again: the step of a call that went on with the function, else what the call itself was for. */
export type Retry = { kind: 'retry'; error: unknown; afterMs: number | null; step?: { id: string; name: string } };

export type AppAnswer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

const retryAfterMsMin = 1000;
const retryAfterMsMax = 24 * 3_600_000;

/**
 * Reads the app's answer. The app itself counts attempts too: it marks an error as final with `x-inngest-no-retry`.
 *
 * What answers without the SDK's headers is not the app: a proxy that has lost it, a build that does not start, keys that differ.
 * None of that is the run's fault, so it uses up no attempt.
 */
export function readAnswer({ status, headers, text }: AppAnswer, now: Date): Verdict {
  const body = parseJson(text);
  if (headers['x-inngest-sdk'] === undefined) {
    return { kind: 'unreachable', reason: `${status} without the SDK's headers` };
  }
  const afterMs = retryAfterMs(headers['retry-after'], now);
  if (status === 206) {
    const ops = z.array(Op).safeParse(body);
    if (!ops.success)
      return { kind: 'retry', error: failure('BadAnswer', 'The app answered no list of operations.'), afterMs };
    const stepError = ops.data.find(({ op }) => op === 'StepError');
    if (stepError) {
      const step = { id: stepError.id, name: stepName(stepError) };
      return { kind: 'retry', error: stepError.error, afterMs, step };
    }
    if (ops.data.some(({ op }) => op === 'StepNotFound')) {
      return { kind: 'retry', error: failure('StepNotFound', 'The function no longer has the planned step.'), afterMs };
    }
    const version = Number(headers['x-inngest-req-version']);
    return { kind: 'progress', ops: ops.data, requestVersion: Number.isInteger(version) ? version : null };
  }
  if (status >= 200 && status < 300) return { kind: 'returned', output: body };
  const error = body ?? failure('BadAnswer', `The app answered ${status}: ${text.slice(0, 500)}`);
  return headers['x-inngest-no-retry'] === 'true' ? { kind: 'failed', error } : { kind: 'retry', error, afterMs };
}

export function failure(name: string, message: string) {
  return { name, message, stack: '' };
}

export function stepName({ displayName, name }: Op): string {
  return displayName ?? name ?? '';
}

/** What the app is given from then on for a step that ran, or failed for good. */
export function memoOf({ op, data, error }: Op): unknown {
  return op === 'StepFailed' ? { error } : { data: data ?? null };
}

/** `Retry-After` as seconds or a date, held between a second and a day. */
function retryAfterMs(header: string | string[] | undefined, now: Date): number | null {
  if (typeof header !== 'string') return null;
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : new Date(header).getTime() - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(retryAfterMsMax, Math.max(retryAfterMsMin, ms));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
