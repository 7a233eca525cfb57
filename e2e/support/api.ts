import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The shop as programs see it: real HTTP, a bearer token, and what API.md's contract says. */

export type Answer<Body = Record<string, unknown>> = {
  status: number;
  headers: Headers;
  body: Body & { code?: string };
};

export const shopUrl = process.env.MARU_E2E_URL ?? 'http://localhost:3000';

type Call = { token?: string | undefined; key?: string; body?: unknown };

export async function call<Body = Record<string, unknown>>(
  method: string,
  url: string,
  { token, key, body }: Call = {},
): Promise<Answer<Body>> {
  const response = await fetch(new URL(`/api/v1${url}`, shopUrl), {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
}

/** As `call`, for what has to succeed. */
export async function must<Body = Record<string, unknown>>(
  method: string,
  url: string,
  options: Call = {},
): Promise<Body> {
  const answer = await call<Body>(method, url, options);
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export type Shopper = { token: string; email: string; password: string };

/**
 * A new shopper with money in the wallet, who chose no coupons: prices are those of the goods, though a coupon comes for signing up. With
 * `wantsBest` the best are chosen for them as for anybody.
 */
export async function newShopper({ balanceWon = 0, wantsBest = false } = {}): Promise<Shopper> {
  const email = `${randomUUID()}@maru.example`;
  const password = 'maru-test';
  await must('POST', '/users', { body: { email, password, name: '테스트 손님' } });
  const { token } = await must<{ token: string }>('POST', '/auth/tokens', { body: { email, password } });
  for (let leftWon = balanceWon; leftWon > 0; leftWon -= 2_000_000) {
    const amountWon = Math.min(Math.max(leftWon, 1_000), 2_000_000);
    await must('POST', '/wallet/top-ups', { token, key: randomUUID(), body: { amountWon } });
  }
  if (!wantsBest) await must('PUT', '/cart/coupons', { token, body: { couponIds: [] } });
  return { token, email, password };
}

export async function adminToken(): Promise<string> {
  const body = { email: 'admin@maru.example', password: 'maru-admin' };
  return (await must<{ token: string }>('POST', '/auth/tokens', { body })).token;
}

/** A product of one variant, on sale. */
export async function newProduct(admin: string, { units, priceWon = 10_000 }: { units: number; priceWon?: number }) {
  const categories = await must<{ items: { id: string }[] }>('GET', '/categories');
  const name = `한정 ${randomUUID().slice(0, 8)}`;
  const product = await must<{ id: string; slug: string; variants: { id: string }[] }>('POST', '/admin/products', {
    token: admin,
    body: {
      name: { ko: name, en: name },
      categoryId: categories.items[0]?.id,
      status: 'ACTIVE',
      variants: [{ sku: `T-${randomUUID()}`, options: {}, priceWon, onHandUnits: units }],
    },
  });
  return { id: product.id, slug: product.slug, name, variantId: product.variants[0]?.id ?? '' };
}

/** A running campaign of 3,000 won that anybody may claim. */
export async function newCampaign(admin: string, issue: object): Promise<string> {
  const body = {
    name: { ko: `선착순 ${randomUUID().slice(0, 8)}` },
    status: 'RUNNING',
    discount: { type: 'FIXED', amountWon: 3_000 },
    issue: { way: 'CLAIM', ...issue },
    use: { days: 30 },
  };
  return (await must<{ id: string }>('POST', '/admin/coupon-campaigns', { token: admin, body })).id;
}

/** What a claim says in the end: a coupon's id, a ticket's, or why not (in `code`). Who is told to come back later does. */
export async function claim(token: string, campaignId: string, key: string = randomUUID()) {
  const claims = `/coupon-campaigns/${campaignId}/claims`;
  for (;;) {
    const answer = await call<{ id?: string; ticketId?: string }>('POST', claims, { token, key });
    if (answer.status !== 429) return answer;
    await wait(Number(answer.headers.get('retry-after')) * 1_000);
  }
}

export type Cart = { version: number; quote: { totalWon: number } };

export function putLine(token: string, variantId: string, quantity: number): Promise<Cart> {
  return must<Cart>('PUT', `/cart/lines/${variantId}`, { token, body: { quantity } });
}

export const address = {
  recipient: '김하나',
  phone: '010-1234-5678',
  postalCode: '04524',
  line1: '서울 중구 세종대로 110',
  line2: '',
};

/** What `POST /orders` takes for a cart as it is. */
export function orderOf(cart: Cart, { pay = true } = {}) {
  return { cartVersion: cart.version, expectedTotalWon: cart.quote.totalWon, shippingAddress: address, pay };
}

/** The process of a part of the shop under test, by the name that the start script gives it; none while it is being started anew. */
export function findPid(part: 'web' | 'jobs' | 'receiver'): number | undefined {
  const dataDir = process.env.MARU_E2E_DATA_DIR ?? '.data';
  const running = JSON.parse(fs.readFileSync(path.join(dataDir, 'running.json'), 'utf8')) as {
    children: { name: string; pid: number }[];
  };
  return running.children.find(({ name }) => name === part)?.pid;
}
