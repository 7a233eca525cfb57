import { z } from 'zod';

/**
 * What no line of text may hold: control characters (Postgres refuses NUL), line and paragraph separators, marks that turn the
 * writing direction round (they let a name pose as another), and halves of surrogate pairs (jsonb refuses them).
 */
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Whether a text can be stored and shown on one line as it is. */
export function isPlainText(text: string): boolean {
  return !forbidden.test(text);
}

/**
 * One line of text that a person typed: composed (NFC, since macOS types Hangul in pieces), trimmed, `min` to `max` characters.
 */
export function Text(min: number, max: number) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .min(min)
    .max(max)
    .refine(isPlainText, 'must not contain control characters');
}
