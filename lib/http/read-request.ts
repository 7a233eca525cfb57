import type { z } from 'zod';
import type { Locale } from '@/lib/shared/locale';
import { err, ok, type Result } from '@/lib/shared/result';
import type { HttpError } from './errors';
import { fieldMessages, sentence } from './field-message';

/** Bodies are small: a cart, an address, a product with its variants. */
export const bodyBytesMax = 256 * 1024;

/** Nothing that we take is nested further; hashing what is could exhaust the stack. */
export const bodyDepthMax = 32;

/** The JSON of a request's body, or undefined when there is none. Refuses what is too large or deep, not UTF-8, not JSON, or carries NUL characters. */
export async function readBody(request: Request): Promise<Result<unknown, HttpError>> {
  const bytes = await readBytes(request, bodyBytesMax);
  if (!bytes.ok) return bytes;
  const text = textOf(bytes.value);
  if (text === null) return err({ code: 'http.malformed', detail: 'The body is not UTF-8.' });
  if (text === '') return ok(undefined);
  try {
    const body: unknown = JSON.parse(text);
    if (isDeeperThan(body, bodyDepthMax))
      return err({ code: 'http.malformed', detail: 'The body is nested too deeply.' });
    // Postgres has no text with NUL in it; nobody who means well sends one.
    if (carriesNul(body)) return err({ code: 'http.malformed', detail: 'The body carries a NUL character.' });
    return ok(body);
  } catch {
    return err({ code: 'http.malformed', detail: 'The body is not JSON.' });
  }
}

/** Null for what is not UTF-8: stand-ins for what was meant would be kept as if somebody had written them. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function carriesNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([name, member]) => name.includes('\0') || carriesNul(member));
}

/** Level by level, since recursion is what must not happen. */
function isDeeperThan(value: unknown, depthMax: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= depthMax; depth++) {
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** A body as it came. Reads no further than the bound, whatever the length header claims. */
export async function readBytes(request: Request, limitBytes: number): Promise<Result<Buffer, HttpError>> {
  const tooLarge = err({ code: 'http.tooLarge' as const, limitBytes });
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) return tooLarge;
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

/** A file that is sent, as it comes. */
export async function* uploadedBytes({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body) yield* body as unknown as AsyncIterable<Uint8Array>;
}

/** The query as an object; a name given twice is a list. */
export function readQuery(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

/** Parses with messages in the reader's language, each a sentence about its field. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  locale: Locale,
): Result<z.output<Schema>, HttpError> {
  const parsed = schema.safeParse(input, { error: fieldMessages[locale] });
  if (parsed.success) return ok(parsed.data);
  const errors = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message: sentence(message, locale),
  }));
  return err({ code: 'http.badInput', errors });
}
