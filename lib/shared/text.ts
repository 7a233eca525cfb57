import { z } from 'zod';

/**
 * What no line of text may hold: control characters (Postgres refuses NUL), line and paragraph separators, marks that turn the
 * writing direction round (they let a name pose as another), and halves of surrogate pairs (jsonb refuses them).
 */
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** What takes no ink: spaces of every width, joiners, and the fillers of Hangul and Braille. */
const invisible = /[\p{Cf}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/gu;

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
    .refine(isPlainText, 'must not contain control characters')
    .refine((text) => min === 0 || text.replace(invisible, '') !== '', 'must contain something that can be seen');
}
