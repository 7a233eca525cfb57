import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits; only the SHA-256 is stored. */
export function newCartToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashCartToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** Whether a header or cookie could be one of our tokens at all. */
export function isCartToken(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[\w-]{43}$/.test(text);
}
