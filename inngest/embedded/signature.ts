import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** JSON as RFC 8785 writes it (members sorted, no spaces). The SDK checks a signature over exactly this text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The `X-Inngest-Signature` of a body. The key without its prefix is used as text. */
export function signBody(body: string, signingKey: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const mac = createHmac('sha256', bareKey(signingKey)).update(body).update(String(seconds)).digest('hex');
  return `t=${seconds}&s=${mac}`;
}

/** What the SDK sends as bearer token. Here the key without its prefix is decoded from hex, and the prefix kept. */
export function bearerToken(signingKey: string): string {
  const bare = bareKey(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - bare.length);
  return prefix + createHash('sha256').update(Buffer.from(bare, 'hex')).digest('hex');
}

/** Compares secrets in constant time. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function bareKey(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, '');
}
