import { createHash, randomBytes } from 'node:crypto';

const tokenPrefix = 'maru_';
const tokenBytes = 32;

/** A new bearer token: 256 random bits behind a prefix that secret scanners can look for. */
export function newBearerToken(): string {
  return tokenPrefix + randomBytes(tokenBytes).toString('base64url');
}

/** What is stored of it. No salt and no slow hash: nobody can guess 256 random bits. */
export function bearerTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

/** The token of an `Authorization: Bearer …` header; null when the header is missing or of another scheme, which is somebody else's. */
export function bearerTokenOf(headers: Headers): string | null {
  const [scheme = '', token = ''] = (headers.get('authorization') ?? '').trim().split(/\s+/, 2);
  return scheme.toLowerCase() === 'bearer' ? token : null;
}
