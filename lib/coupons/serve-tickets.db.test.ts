import { expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { addShopper, brokenBooks, noon } from '@/lib/orders/test-shop';
import { later, minutes } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { err, ok, unwrap } from '@/lib/shared/result';
import { changeCampaign } from './change-campaign';
import { claimCoupon, refuseClaims } from './claim-coupon';
import { readTicket } from './read-ticket';
import { findQueues, serveTickets } from './serve-tickets';
import { addCampaign, couponAdmin } from './test-campaigns';

const db = testDb();
const opensAt = later(noon, minutes(30));
const early = later(opensAt, -minutes(5));

const queueing = (quantity: number) =>
  addCampaign({ issue: { way: 'CLAIM', queue: true, quantity, opensAt: opensAt.toISOString() } });

async function draw(actor: Actor, campaignId: string, now: Date): Promise<string> {
  const drawn = unwrap(await inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now })));
  return 'ticketId' in drawn ? drawn.ticketId : '';
}

async function viewTicket(actor: Actor, campaignId: string, ticketId: string, now: Date) {
  return unwrap(await readTicket(db, { campaignId, ticketId, userId: actor.userId, locale: 'ko', now }));
}

/** Until nothing waits, by two processes at once. */
async function serveAll(campaignId: string, now: Date): Promise<void> {
  const serve = () => inTransaction((tx) => serveTickets(tx, { campaignId, now }));
  while ((await db.couponTicket.count({ where: { campaignId, state: 'WAITING' } })) > 0) {
    for (const served of await Promise.all([serve(), serve()])) unwrap(served);
  }
}

it('who comes early is shuffled once, who comes later stands behind; as many as there are have one, the others are told', async () => {
  const campaignId = await queueing(10);
  const people = await Promise.all(Array.from({ length: 40 }, () => addShopper()));
  const [before, after] = [people.slice(0, 25), people.slice(25)];
  const tickets = await Promise.all(before.map((person) => draw(person, campaignId, early)));
  const [first] = before;
  const early1 = await viewTicket(required(first, 'first'), campaignId, tickets[0] ?? '', early);
  expect(early1).toMatchObject({ state: 'WAITING', position: null, etaSeconds: 300 });
  expect(await findQueues(db, { now: early })).toEqual([]);

  tickets.push(...(await Promise.all(after.map((person) => draw(person, campaignId, opensAt)))));
  expect(await findQueues(db, { now: opensAt })).toEqual([campaignId]);
  await serveAll(campaignId, opensAt);
  const numbers = new Map((await db.couponTicket.findMany()).map(({ id, number }) => [id, number ?? 0]));
  const drawn = tickets.map((id) => required(numbers.get(id), 'number'));
  expect(drawn.slice(0, 25).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, place) => place + 1));
  expect(drawn.slice(25).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, place) => place + 26));
  expect(drawn.slice(0, 25)).not.toEqual(drawn.slice(0, 25).toSorted((a, b) => a - b));

  const issued = await db.couponTicket.findMany({ where: { state: 'ISSUED' }, orderBy: { number: 'asc' } });
  expect(issued.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, place) => place + 1));
  const rejected = await db.couponTicket.findMany({ where: { state: 'REJECTED' } });
  expect(rejected.map(({ rejectedAs }) => rejectedAs)).toEqual(Array.from({ length: 30 }, () => 'coupon.soldOut'));

  const winner = required(people[drawn.indexOf(1)], 'winner');
  const answer = await viewTicket(winner, campaignId, tickets[drawn.indexOf(1)] ?? '', opensAt);
  expect(answer).toMatchObject({ state: 'ISSUED', position: null, coupon: { campaignId, state: 'USABLE' } });
  expect(await brokenBooks()).toEqual([]);
});

it('is one place per person however often they ask, and judged anew when its turn comes', async () => {
  const campaignId = await addCampaign({
    tiers: ['GOLD'],
    issue: { way: 'CLAIM', queue: true, quantity: 5, opensAt: opensAt.toISOString() },
  });
  const gold = await addShopper({ tier: 'GOLD' });
  const tickets = await Promise.all(Array.from({ length: 10 }, () => draw(gold, campaignId, opensAt)));
  expect(new Set(tickets).size).toBe(1);
  await db.user.update({ where: { id: gold.userId }, data: { tier: 'BRONZE' } });
  await serveAll(campaignId, opensAt);
  const [ticketId = ''] = tickets;
  expect(await viewTicket(gold, campaignId, ticketId, opensAt)).toMatchObject({
    state: 'REJECTED',
    code: 'coupon.notEligible',
  });
  const next = await addShopper({ tier: 'GOLD' });
  const theirs = await draw(next, campaignId, opensAt);
  expect(await refuseClaims(db, { claims: [{ campaignId, userId: next.userId }], now: opensAt })).toEqual([
    ok(undefined),
  ]);
  expect(await viewTicket(next, campaignId, theirs, opensAt)).toMatchObject({ state: 'WAITING', position: 1 });
});

it('opens ten minutes before, and not for whom it is not', async () => {
  const campaignId = await queueing(5);
  const hana = await addShopper();
  const ask = (now: Date) => inTransaction((tx) => claimCoupon(tx, { actor: hana, campaignId, signs: null, now }));
  expect(await ask(later(opensAt, -minutes(10) - 1))).toMatchObject(err({ code: 'coupon.notOpen' }));
  expect((await ask(later(opensAt, -minutes(10)))).ok).toBe(true);
});

it('stands as long as somebody waits in it; once the campaign is ended they are told, before its opening too', async () => {
  const campaignId = await queueing(5);
  const hana = await addShopper();
  const ticketId = await draw(hana, campaignId, early);
  const change = (changes: object) =>
    inTransaction((tx) => changeCampaign(tx, { actor: couponAdmin, campaignId, now: early, ...changes }));
  const fixed = (members: string[]) => err({ code: 'coupon.campaignFixed', members });
  expect(await change({ issue: { way: 'CLAIM', queue: false } })).toEqual(fixed(['issue.queue']));
  expect(await change({ issue: { way: 'CODE' } })).toEqual(fixed(['issue.queue']));
  expect(await change({ status: 'DRAFT' })).toEqual(fixed(['status']));
  unwrap(await change({ status: 'ENDED' }));
  expect(await findQueues(db, { now: early })).toEqual([campaignId]);
  await serveAll(campaignId, early);
  expect(await viewTicket(hana, campaignId, ticketId, early)).toMatchObject({
    state: 'REJECTED',
    code: 'coupon.notOpen',
  });
});
