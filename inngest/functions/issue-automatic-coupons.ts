import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { occasionCame } from '@/inngest/events';
import { findAutomaticCampaigns, issueAutomatic } from '@/lib/coupons/issue-automatic';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

/** What is left of a campaign after so many batches has the next run. */
const batchCountMax = 500;

/** Gives the coupons that campaigns give by themselves: on sign-up, first order, change of tier, or a date. */
export const issueAutomaticCouponsFunction = inngest.createFunction(
  { id: 'issue-automatic-coupons', concurrency: 1, retries: 0, triggers: [occasionCame, cron('* * * * *')] },
  async ({ step }) => {
    const campaignIds = await step.run('find campaigns', () => findAutomaticCampaigns(db(), { now: now() }));
    for (const campaignId of campaignIds) await step.run(`issue ${campaignId}`, () => issueAll(campaignId));
  },
);

async function issueAll(campaignId: string): Promise<{ issued: number }> {
  const secret = env().NEXTAUTH_SECRET;
  let issued = 0;
  for (let batch = 0; batch < batchCountMax; batch++) {
    const given = unwrap(await inTransaction((tx) => issueAutomatic(tx, { campaignId, secret, now: now() })));
    issued += given.issued;
    if (!given.isMore) break;
  }
  return { issued };
}
