import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import { isId } from '@/lib/shared/ids';

/** 128 bits: nobody guesses them, and the address still fits on a line. */
const signatureBytes = 16;

/** Lets whoever holds it do one thing with one row, without sign-in: `purpose` names the thing, and no token does another's work. */
export function linkToken(id: string, purpose: string): string {
  return `${id}.${signature(id, purpose).toString('base64url')}`;
}

/** The row that a link's token was made for, or null when we did not make it for this purpose. */
export function idOfLink(token: string, purpose: string): string | null {
  const [id = ''] = token.split('.', 1);
  if (!isId(id)) return null;
  // Compared as text: the last letter of base64url carries spare bits, so that four spellings decode to the same bytes.
  const [given, right] = [Buffer.from(token), Buffer.from(linkToken(id, purpose))];
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}

function signature(id: string, purpose: string): Buffer {
  const signed = createHmac('sha256', env().NEXTAUTH_SECRET).update(`${purpose} ${id.toLowerCase()}`);
  return signed.digest().subarray(0, signatureBytes);
}
