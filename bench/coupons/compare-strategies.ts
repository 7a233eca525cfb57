import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { serveTickets } from '@/lib/coupons/serve-tickets';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { db } from '@/lib/db/client';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { inParallel } from '../../e2e/support/in-parallel';
import { at, median } from '../shared/figures';
import { addPeople } from './add-people';
import { type Claim, countIssued, createBenchTables, createSlots, type Strategy, strategies } from './strategies';

const peopleCount = 1_000;
/** As many as the app's pool has connections by default; the others wait for one in order, and their time counts from the opening. */
const width = 20;
/** A hundred for a thousand, and one for everybody: then all of them meet at the campaign's row. */
const quantities = [100, 1_000];
const roundCount = 3;
const queue = 'tickets, served in batches';

type Rush = { seconds: number; answeredMs: number[]; issued: number; retries: number };

/** Claims per second of each way to count, in this process and on a Postgres that keeps its promises on disk. Rounds are interleaved, so that what else runs disturbs all alike. */
export async function compareStrategies(databaseUrl: string): Promise<void> {
  await createBenchTables(db());
  const people: Actor[] = (await withClient(databaseUrl, (client) => addPeople(client, peopleCount))).map(
    ({ userId }) => ({ userId, role: 'SHOPPER', tier: 'BRONZE' }),
  );
  const rushes = new Map<string, (quantity: number) => Promise<Rush>>(
    Object.entries(strategies).map(([name, strategy]) => [name, (quantity) => rush(strategy, people, quantity)]),
  );
  rushes.set(queue, (quantity) => rushWithQueue(people, quantity));
  for (const warmUp of rushes.values()) await warmUp(1);
  for (const quantity of quantities) {
    const seen = new Map<string, Rush[]>([...rushes.keys()].map((name) => [name, []]));
    for (let round = 0; round < roundCount; round++) {
      for (const [name, run] of turned([...rushes], round)) {
        const rushed = await run(quantity);
        seen.get(name)?.push(rushed);
        console.log(`  ${quantity}, round ${round + 1}, ${name}: ${rushed.seconds.toFixed(1)} s`);
      }
    }
    console.log(`${quantity} coupons for ${peopleCount} people, ${roundCount} rounds`);
    console.table(Object.fromEntries([...seen].map(([name, rounds]) => [name, summarize(rounds)])));
  }
}

/** Everybody at once; who is told that another was faster asks again at once. */
async function rush(strategy: Strategy, people: Actor[], quantity: number): Promise<Rush> {
  const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity } });
  await createSlots(db(), { campaignId, quantity });
  const answeredMs: number[] = [];
  let retries = 0;
  const startedAt = performance.now();
  await inParallel(people, width, async (actor) => {
    const claim: Claim = { actor, campaignId, now: now() };
    for (;;) {
      const answer = await inTransaction((tx) => strategy(tx, claim));
      if (answer.ok || answer.error.code !== 'again') break;
      retries += 1;
    }
    answeredMs.push(performance.now() - startedAt);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, answeredMs, issued: await countIssued(db(), campaignId), retries };
}

/** Everybody draws a ticket while those drawn are served, in this process too; a claim is answered when its ticket is settled. */
async function rushWithQueue(people: Actor[], quantity: number): Promise<Rush> {
  const campaignId = await addCampaign({ issue: { way: 'CLAIM', queue: true, quantity } });
  const answeredMs: number[] = [];
  const startedAt = performance.now();
  const draw = (actor: Actor) => inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: now() }));
  const serve = async () => {
    while (answeredMs.length < people.length) {
      const served = unwrap(await inTransaction((tx) => serveTickets(tx, { campaignId, now: now() })));
      const settled = served.issued + served.rejected;
      answeredMs.push(...Array<number>(settled).fill(performance.now() - startedAt));
    }
  };
  // Tickets are not drawn any more once all coupons are gone; those people are answered at once.
  const drawing = inParallel(people, width - 1, async (actor) => {
    const drawn = await draw(actor);
    if (!drawn.ok) answeredMs.push(performance.now() - startedAt);
  });
  await Promise.all([drawing, serve()]);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, answeredMs, issued: await countIssued(db(), campaignId), retries: 0 };
}

function summarize(rounds: Rush[]) {
  const perSecond = rounds.map(({ seconds, answeredMs }) => answeredMs.length / seconds);
  const answeredMs = rounds.flatMap((round) => round.answeredMs);
  return {
    'answered per second': Math.round(median(perSecond)),
    'slowest round': Math.round(Math.min(...perSecond)),
    'fastest round': Math.round(Math.max(...perSecond)),
    issued: [...new Set(rounds.map(({ issued }) => issued))].join(', '),
    'p50 ms': at(answeredMs, 0.5),
    'p99 ms': at(answeredMs, 0.99),
    'tried again, per round': Math.round(rounds.reduce((sum, { retries }) => sum + retries, 0) / rounds.length),
  };
}

/** Another begins each round, for whoever comes first finds another machine than whoever comes last. */
function turned<Item>(items: Item[], by: number): Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
