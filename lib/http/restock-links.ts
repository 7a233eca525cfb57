import { env } from '@/lib/env';
import type { RestockLinks } from '@/lib/notifications/restock/model';
import { paths } from './paths';
import { idOfLink, linkToken } from './signed-links';

/** What a link lets its holder do. A mail has both, but the one never does the other's work. */
export type LinkPurpose = 'confirm' | 'end';

/** The absolute addresses in mails about restocks. What lets people act without sign-in carries a token that this house signed. */
export function restockLinks(): RestockLinks {
  const absolute = (path: string) => new URL(path, env().NEXTAUTH_URL).href;
  const token = (subscriptionId: string, purpose: LinkPurpose) => linkToken(subscriptionId, `restock ${purpose}`);
  return {
    product: (slug) => absolute(paths.product(slug)),
    confirm: (id) => absolute(paths.restockConfirmation(token(id, 'confirm'))),
    end: (id) => absolute(paths.restockEnd(token(id, 'end'))),
    endAll: (id) => absolute(paths.restockEndByMailProgram(token(id, 'end'))),
  };
}

/** The subscription that a link's token was made for, or null when we did not make it for this purpose. */
export function subscriptionOfLink(token: string, purpose: LinkPurpose): string | null {
  return idOfLink(token, `restock ${purpose}`);
}
