import { cron } from 'inngest';
import { db } from '@/lib/db/client';
import { rankListings } from '@/lib/insights/rank-listings';
import { now } from '@/lib/shared/clock';
import { inngest } from '../client';

/** Has lists sort by what sells, each minute: what sold longest ago leaves the window even when nothing is sold. */
export const rankListingsFunction = inngest.createFunction(
  { id: 'rank-listings', concurrency: 1, retries: 0, triggers: [cron('* * * * *')] },
  ({ step }) => step.run('rank', async () => ({ moved: await rankListings(db(), { now: now() }) })),
);
