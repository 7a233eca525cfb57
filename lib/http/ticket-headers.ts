import type { TicketView } from '@/lib/coupons/model';

/** Longest that a page waits before it asks again, so that what it shows stays true. */
const retrySecondsMax = 5;

/** When to ask again how a place in a queue stands; nothing once it is settled. */
export function ticketHeaders({ state, etaSeconds }: TicketView): HeadersInit {
  if (state !== 'WAITING') return {};
  return { 'retry-after': String(Math.min(retrySecondsMax, Math.max(1, etaSeconds ?? 1))) };
}
