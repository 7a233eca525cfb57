import { log } from '@/lib/shared/log';
import { inngest } from './client';
import { ticketsDrawn } from './events';

const secondMs = 1_000;

/** The second that each campaign was last woken for by this process. */
const wokenFor = new Map<string, string>();

/**
 * Says, after the commit, that somebody waits in a campaign's queue, or will at its opening. Returns at once and never fails: what a lost
 * wake-up leaves is found by the function's own schedule.
 *
 * All processes together start one run per second and campaign, at the second's end: whoever has drawn a ticket in it is then served.
 */
export function wakeTickets(campaignId: string, { secondsToOpening = 0 } = {}): void {
  const notBefore = secondEnd(Date.now() + secondsToOpening * secondMs);
  if (wokenFor.get(campaignId) === notBefore) return;
  wokenFor.set(campaignId, notBefore);
  inngest
    .send(ticketsDrawn.create({ campaignId, notBefore }, { id: `tickets-drawn-${campaignId}-${notBefore}` }))
    .catch((error) => {
      wokenFor.delete(campaignId);
      log.warn({ err: error, campaignId }, 'the queue was not woken; its schedule will');
    });
}

function secondEnd(ms: number): string {
  return new Date((Math.floor(ms / secondMs) + 1) * secondMs).toISOString();
}
