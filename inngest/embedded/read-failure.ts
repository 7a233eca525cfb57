import { z } from 'zod';
import type { JobFailure } from './model';

const messageCharsMax = 2_000;
const stackCharsMax = 8_000;

const Thrown = z.object({ name: z.string().nullish(), message: z.string(), stack: z.string().nullish() });

/**
 * An error for people, from the JSON in which it is stored: an error as the SDK writes it, a sentence of the runner's own, or anything
 * else that was thrown. Null where nothing failed. JSON that was cut is shown as it stands.
 */
export function readFailure(json: string | null): JobFailure | null {
  const value = json === null ? null : parse(json);
  if (json === null || value === null) return null;
  const thrown = Thrown.safeParse(value);
  if (!thrown.success) {
    return { message: printable(typeof value === 'string' ? value : json, messageCharsMax), stack: null };
  }
  const { name, message, stack } = thrown.data;
  const isNamed = name && name !== 'Error';
  return {
    message: printable(isNamed ? `${name}: ${message}` : message, messageCharsMax),
    stack: stack ? printable(stack, stackCharsMax) : null,
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** Control characters and halves of surrogate pairs have no place on a page; line breaks and tabs do. */
function printable(text: string, charsMax: number): string {
  return text.slice(0, charsMax).replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '\ufffd');
}
