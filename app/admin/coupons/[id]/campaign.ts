import { notFound } from 'next/navigation';
import { cache } from 'react';
import { readCampaign } from '@/lib/coupons/admin-queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { now as clockNow } from '@/lib/shared/clock';
import { isId } from '@/lib/shared/ids';

/** What is at this address, for admins. Read once per request. */
export const readCampaignAt = cache(async (campaignId: string) => {
  await requireAdmin(paths.adminCampaign(campaignId));
  const campaign = isId(campaignId) ? await readCampaign(db(), { campaignId, now: clockNow() }) : null;
  return campaign?.ok ? campaign.value : notFound();
});
