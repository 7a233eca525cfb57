import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { at, median } from '../shared/figures';
import type { Shop } from '../shared/surroundings';
import { addPeople } from './add-people';

const peopleCount = 1_000;
const quantity = 100;
const roundCount = 10;
/** What a person sends who presses the button over and over, or a program of theirs. */
const clicksOfOne = 50;
/** As a shop that has served for a while, not one that was started for the rush. */
const warmUpRounds = 2;

type Person = { userId: string; token: string };
type Ticket = { ticketId: string; state: string; code?: string };
/** `isToComeBack`: that was the first answer (429), given after `answeredMs`; `toldMs` is when they knew what they have. */
type Told = { answer: string; isToComeBack: boolean; answeredMs: number; toldMs: number };
type Claiming = { token: string; campaignId: string; since: () => number };
type Api = typeof import('../../e2e/support/api');

/**
 * A thousand people at once for a hundred coupons over HTTP, against a built shop on the same processors as this client: with and without
 * a queue in turns, then one person with many claims at once. Throws when a coupon too many or too few was given, or one twice.
 */
export async function rushShop({ databaseUrl }: Shop): Promise<void> {
  const api = await import('../../e2e/support/api');
  await withClient(databaseUrl, async (client) => {
    const people = await addPeople(client, peopleCount);
    const [one] = people;
    const rushes = {
      'without a queue': { issue: { quantity }, crowd: people, given: quantity },
      'with a queue': { issue: { quantity, queue: true }, crowd: people, given: quantity },
      'one person': { issue: { perUser: 1 }, crowd: Array<Person>(clicksOfOne).fill(one as Person), given: 1 },
    };
    const admin = await api.adminToken();
    for (let round = 0; round < warmUpRounds; round++) {
      for (const { issue, crowd } of Object.values(rushes)) await rush(api, crowd, await api.newCampaign(admin, issue));
    }

    const rounds = new Map<string, Told[][]>(Object.keys(rushes).map((name) => [name, []]));
    for (let round = 1; round <= roundCount; round++) {
      for (const [name, { issue, crowd, given }] of Object.entries(rushes)) {
        const campaignId = await api.newCampaign(admin, issue);
        const told = await rush(api, crowd, campaignId);
        await assertExact(client, campaignId, given);
        rounds.get(name)?.push(told);
        console.log(`  ${name}, round ${round}: ${countAnswers(told)}, the last answer after ${lastMs(told)} ms`);
      }
    }
    console.table(Object.fromEntries([...rounds].map(([name, all]) => [name, summarize(all)])));
  });
}

/** Everybody at once, each to the end. */
function rush(api: Api, people: Person[], campaignId: string): Promise<Told[]> {
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  return Promise.all(people.map(({ token }) => claimToTheEnd(api, { token, campaignId, since })));
}

/** Comes back as often as it is told to, and with a ticket asks until it is settled. */
async function claimToTheEnd({ call }: Api, { token, campaignId, since }: Claiming): Promise<Told> {
  const claims = `/coupon-campaigns/${campaignId}/claims`;
  const key = randomUUID();
  const ask = () => call<Ticket>('POST', claims, { token, key });
  let claimed = await ask();
  const first = { isToComeBack: claimed.status === 429, answeredMs: since() };
  while (claimed.status === 429) {
    await wait(Number(claimed.headers.get('retry-after')) * 1000);
    claimed = await ask();
  }
  if (claimed.status !== 202) return { ...first, answer: answerOf(claimed), toldMs: since() };
  let waitSeconds = Number(claimed.headers.get('retry-after'));
  for (;;) {
    await wait(waitSeconds * 1000);
    const { status, headers, body } = await call<Ticket>('GET', `${claims}/${claimed.body.ticketId}`, { token });
    if (status >= 500) return { ...first, answer: String(status), toldMs: since() };
    if (body.state !== 'WAITING') return { ...first, answer: body.code ?? body.state, toldMs: since() };
    waitSeconds = Number(headers.get('retry-after'));
  }
}

function answerOf({ status, body }: { status: number; body: { code?: string } }): string {
  return status === 201 ? 'ISSUED' : (body.code ?? String(status));
}

function countAnswers(told: Told[]): string {
  const counts = new Map<string, number>();
  for (const { answer } of told) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts]
    .map(([answer, count]) => `${count} ${answer}`)
    .toSorted()
    .join(', ');
}

function lastMs(told: Told[]): number {
  return Math.round(Math.max(...told.map(({ answeredMs }) => answeredMs)));
}

function summarize(rounds: Told[][]) {
  const all = rounds.flat();
  const answeredMs = all.map((told) => told.answeredMs);
  return {
    'p50 ms': at(answeredMs, 0.5),
    'p99 ms': at(answeredMs, 0.99),
    'last answer, median ms': median(rounds.map(lastMs)),
    'last answer, worst ms': Math.max(...rounds.map(lastMs)),
    'first told to come back': all.filter(({ isToComeBack }) => isToComeBack).length,
    'last knew, worst ms': Math.round(Math.max(...all.map(({ toldMs }) => toldMs))),
  };
}

async function assertExact(client: pg.Client, campaignId: string, wanted: number): Promise<void> {
  const { rows } = await client.query<{ coupons: number; owners: number; counted: number }>(
    `SELECT count(*)::int AS coupons, count(DISTINCT user_id)::int AS owners,
       (SELECT issued_count FROM coupon_campaigns WHERE id = $1) AS counted FROM coupons WHERE campaign_id = $1`,
    [campaignId],
  );
  const [found] = rows;
  if (!found || Object.values(found).some((count) => count !== wanted))
    throw new Error(`${JSON.stringify(found)} of campaign ${campaignId}, where there should be ${wanted} of each`);
}
