import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { ticketsDrawn } from './events';

const secondMs = 1_000;

/**
 * Says, after the commit, that somebody waits in a campaign's queue, or will at its opening. Returns at once and never fails: what a lost
 * wake-up leaves is found by the function's own schedule. All processes together start one run per second and campaign.
 */
export function wakeTickets(campaignId: string, { secondsToOpening = 0 } = {}): void {
  const notBefore = new Date(Date.now() + secondsToOpening * secondMs).toISOString();
  const second = notBefore.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  inngest
    .send(ticketsDrawn.create({ campaignId, notBefore }, { id: `tickets-drawn-${campaignId}-${second}` }))
    .catch((error) => log.warn({ err: error, campaignId }, 'the queue was not woken; its schedule will'));
}
