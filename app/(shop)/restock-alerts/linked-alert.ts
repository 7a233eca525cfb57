import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { db } from '@/lib/db/client';
import { type LinkPurpose, subscriptionOfLink } from '@/lib/http/restock-links';
import { readLinkedRestock } from '@/lib/notifications/restock/queries';

/** The alert that a mail's link belongs to; null for a link that is not one of ours. Read once per request. */
export const linkedAlert = cache(async (token: string, purpose: LinkPurpose) => {
  const subscriptionId = subscriptionOfLink(token, purpose);
  return subscriptionId ? readLinkedRestock(db(), { subscriptionId, locale: await getLocale() }) : null;
});
