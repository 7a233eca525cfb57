import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';
import type { RestockLinks } from '@/lib/notifications/restock/model';
import { isId } from '@/lib/shared/ids';
import { paths } from './paths';

/** What a link lets its holder do. A mail has both, but the one never does the other's work. */
export type LinkPurpose = 'confirm' | 'end';

/** 128 bits: nobody guesses them, and the address still fits on a line. */
const signatureBytes = 16;

/** The absolute addresses in mails about restocks. What lets people act without sign-in carries a token that this house signed. */
export function restockLinks(): RestockLinks {
  const absolute = (path: string) => new URL(path, env().NEXTAUTH_URL).href;
  return {
    product: (slug) => absolute(paths.product(slug)),
    confirm: (id) => absolute(paths.restockConfirmation(linkToken(id, 'confirm'))),
    end: (id) => absolute(paths.restockEnd(linkToken(id, 'end'))),
    endAll: (id) => absolute(paths.restockEndByMailProgram(linkToken(id, 'end'))),
  };
}

function linkToken(subscriptionId: string, purpose: LinkPurpose): string {
  return `${subscriptionId}.${signature(subscriptionId, purpose).toString('base64url')}`;
}

/** The subscription that a link's token was made for, or null when we did not make it for this purpose. */
export function subscriptionOfLink(token: string, purpose: LinkPurpose): string | null {
  const [subscriptionId = ''] = token.split('.', 1);
  if (!isId(subscriptionId)) return null;
  // Compared as text: the last letter of base64url carries spare bits, so that four spellings decode to the same bytes.
  const [given, right] = [Buffer.from(token), Buffer.from(linkToken(subscriptionId, purpose))];
  return given.length === right.length && timingSafeEqual(given, right) ? subscriptionId : null;
}

function signature(subscriptionId: string, purpose: LinkPurpose): Buffer {
  const signed = createHmac('sha256', env().NEXTAUTH_SECRET).update(
    `restock ${purpose} ${subscriptionId.toLowerCase()}`,
  );
  return signed.digest().subarray(0, signatureBytes);
}
