import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { addPeople } from './add-people';
import { at, median } from './figures';

const peopleCount = 1_000;
const quantity = 100;
const roundCount = 10;
/** What a person sends who presses the button over and over, or a program of theirs. */
const clicksOfOne = 50;
const warmUpCount = 50;

type Person = { userId: string; token: string };
type Ticket = { ticketId: string; state: string; etaSeconds: number | null; code?: string };
type Told = { answer: string; answeredMs: number; toldMs: number };
type Api = typeof import('../../e2e/support/api');

/**
 * A thousand people at once for a hundred coupons over HTTP, against a built shop on the same processors as this client: with and without
 * a queue in turns, then one person with many claims at once. Throws when a coupon too many or too few was given, or one twice.
 */
export async function rushShop({ localUrl, databaseUrl }: { localUrl: string; databaseUrl: string }): Promise<void> {
  process.env.MARU_E2E_URL = localUrl;
  const api = await import('../../e2e/support/api');
  await withClient(databaseUrl, async (client) => {
    const people = await addPeople(client, peopleCount);
    const admin = await api.adminToken();
    const open = (issue: object) => openCampaign(api, admin, issue);
    for (const queue of [false, true])
      await rush(api, people.slice(0, warmUpCount), await open({ quantity: 10, queue }));
    const rounds: Record<string, object> = {};
    const reports: Record<string, ReturnType<typeof summarize>[]> = { direct: [], queued: [] };
    for (let round = 1; round <= roundCount; round++) {
      for (const [name, queue] of [['direct', false] as const, ['queued', true] as const]) {
        const campaignId = await open({ quantity, queue });
        const report = summarize(await rush(api, people, campaignId));
        await assertExact(client, campaignId, quantity);
        reports[name]?.push(report);
        rounds[`${name} ${round}`] = report;
      }
      const campaignId = await open({ perUser: 1 });
      const [one = people[0]] = people.slice(round);
      const clicks = await rush(api, Array<Person>(clicksOfOne).fill(one as Person), campaignId);
      await assertExact(client, campaignId, 1);
      rounds[`one person ${clicksOfOne} times ${round}`] = summarize(clicks);
    }
    console.table(rounds);
    for (const [name, all] of Object.entries(reports)) {
      const last = all.map((report) => report['last answered ms']);
      console.log(
        `${name}: the last of ${peopleCount} was answered after ${median(last)} ms (median), ${Math.max(...last)} ms at most`,
      );
    }
  });
}

async function openCampaign({ must }: Api, token: string, issue: object): Promise<string> {
  const campaign = {
    name: { ko: '천 명의 쿠폰' },
    status: 'RUNNING',
    discount: { type: 'FIXED', amountWon: 3_000 },
    issue: { way: 'CLAIM', ...issue },
    use: { days: 30 },
  };
  return (await must<{ id: string }>('POST', '/admin/coupon-campaigns', { token, body: campaign })).id;
}

/** Everybody at once; who has a ticket asks again as often as the shop says, until it is settled. */
async function rush({ call }: Api, people: Person[], campaignId: string): Promise<Told[]> {
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  return Promise.all(
    people.map(async ({ token }) => {
      const claims = `/coupon-campaigns/${campaignId}/claims`;
      const claimed = await call<Ticket>('POST', claims, { token, key: randomUUID() });
      const answeredMs = since();
      if (claimed.status !== 202) return { answer: answerOf(claimed), answeredMs, toldMs: answeredMs };
      let waitSeconds = claimed.body.etaSeconds ?? 1;
      for (;;) {
        await wait(waitSeconds * 1000);
        const { status, headers, body } = await call<Ticket>('GET', `${claims}/${claimed.body.ticketId}`, { token });
        if (status >= 500) return { answer: String(status), answeredMs, toldMs: since() };
        if (body.state !== 'WAITING') return { answer: body.code ?? body.state, answeredMs, toldMs: since() };
        waitSeconds = Number(headers.get('retry-after'));
      }
    }),
  );
}

function answerOf({ status, body }: { status: number; body: { code?: string } }): string {
  return status === 201 ? 'ISSUED' : `${status} ${body.code}`;
}

function summarize(told: Told[]) {
  const answeredMs = told.map((one) => one.answeredMs);
  const counts = new Map<string, number>();
  for (const { answer } of told) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return {
    answers: [...counts]
      .map(([answer, count]) => `${count} ${answer}`)
      .toSorted()
      .join(', '),
    'p50 ms': at(answeredMs, 0.5),
    'p99 ms': at(answeredMs, 0.99),
    'last answered ms': Math.round(Math.max(...answeredMs)),
    'last told ms': Math.round(Math.max(...told.map(({ toldMs }) => toldMs))),
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
