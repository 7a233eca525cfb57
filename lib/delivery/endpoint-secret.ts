import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const secretBytes = 32;
/** What a sealed secret begins with; the number says how it was sealed. */
const mark = 'sealed1:';

/** `whsec_` and 256 random bits, as Standard Webhooks has it. */
export function newSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`;
}

/** The text under which an endpoint's secret is stored: AES-256-GCM, with a key that only the configuration knows. */
export function sealSecret(secret: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, sealingKey(), nonce);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return mark + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/**
 * The secret that was stored as `text`. One from before secrets were sealed is taken as it is.
 *
 * Throws where it was sealed with another key, or somebody changed it.
 */
export function openSecret(text: string): string {
  if (!text.startsWith(mark)) return text;
  const bytes = Buffer.from(text.slice(mark.length), 'base64');
  const opener = createDecipheriv(algorithm, sealingKey(), bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opener.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return opener.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + opener.final('utf8');
}

function sealingKey(): Buffer {
  return Buffer.from(hkdfSync('sha256', env().NEXTAUTH_SECRET, '', 'secrets of delivery endpoints', keyBytes));
}
