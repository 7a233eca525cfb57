import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes as routes } from '@/app/api/v1/all-routes';
import { addRun, installRunnerTables } from '@/inngest/embedded/test-runs';
import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { closeDb, db } from '@/lib/db/client';
import { truncateAll } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { errorStatuses } from '@/lib/http/errors';
import { type Operation, openApiDocument, operationsOf } from '@/lib/http/openapi';
import type { JsonSchema } from '@/lib/http/openapi-schemas';
import { readQuery } from '@/lib/http/read-request';
import { issueToken } from '@/lib/identity/issue-token';
import { expectStock } from '@/lib/inventory/expect-stock';
import { queueMessage } from '@/lib/notifications/queue-message';
import { placeOrder } from '@/lib/orders/place-order';
import { address, addShopper, addVariant, checkout, fillCart } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { ok, unwrap } from '@/lib/shared/result';
import {
  badAuthorizations,
  badBodies,
  badCursors,
  badKeys,
  badParameters,
  badQueryValues,
  sample,
  spoil,
  thirdOf,
} from './bad-values';

/**
 * Every operation of the table, by itself, gets every kind of bad input: whatever comes, the answer is a 4xx problem with a code that
 * we know, never 5xx; and where the operation's own schema refuses the input, it is 400.
 */

const document = openApiDocument(routes);
const operations = operationsOf(routes).map((operation, place) => ({
  ...operation,
  place,
  title: `${operation.method} ${operation.path}`,
}));

type Body = string | Uint8Array<ArrayBuffer> | undefined;
type Call = { parameter?: string; query?: string; body?: Body; headers?: Record<string, string> };
type Case = Call & { what: string; status?: number | number[]; code?: string };

/** A shop with one of everything; its ids by what they name. */
let world: { shopper: string; admin: string; ids: Record<string, string>; known: Record<string, unknown> };
/** Something may have changed in it, so the next operation has a new one. */
let isUsed = true;
/** The id among them that the operation's path leads to something by. */
let parameter: string;

beforeAll(installRunnerTables);
afterAll(closeDb);

describe.each(operations)('$title', (operation) => {
  const { definition } = operation.handler;
  const { body, query, params, actor, idempotent } = definition;

  beforeAll(async () => {
    if (isUsed) {
      await truncateAll();
      world = await openShop();
    }
    isUsed = operation.method !== 'GET';
    parameter = await findParameter(operation);
  });

  it('asks who it is first', async () => {
    const cases: Case[] = badAuthorizations
      .filter((value) => actor !== 'public' || /^bearer/i.test(value))
      .map((value) => ({ what: value.slice(0, 40), headers: { authorization: value }, status: 401 }));
    if (actor !== 'public') {
      cases.push({ what: 'nobody', headers: { authorization: '' }, status: 401 });
      const cookie = 'next-auth.session-token=e30.x.y.z';
      cases.push({ what: 'forged cookie', headers: { authorization: '', cookie }, status: 401 });
    }
    if (actor === 'admin') {
      const authorization = `Bearer ${world.shopper}`;
      cases.push({ what: 'a shopper', headers: { authorization }, status: 403, code: 'http.forbidden' });
    }
    await expectProblems(operation, cases);
  });

  when(params)('answers 4xx to addresses that name nothing', async () => {
    await expectProblems(
      operation,
      badParameters.map((value) => ({ what: value.slice(0, 60), parameter: value, status: [400, 404] })),
    );
  });

  when(query)('answers 400 to every query it can’t take', async () => {
    const names = Object.keys((query && sampleOf(operation, 'query')) ?? {});
    const cases = names.flatMap((name, place) =>
      [...thirdOf(badQueryValues, operation.place + place), `1&${name}=2`]
        .map((value) => `${name}=${value}`)
        .map((text) => ({ what: text, query: text })),
    );
    const strange = ['%00=1', 'a%00b=1', '=', '&&&', '__proto__=1', 'constructor=1', '%zz=%zz'];
    await expectProblems(operation, [
      ...cases.map((one) => ({ ...one, ...(isRefused(query, one.query) && { status: 400 }) })),
      ...strange.map((text) => ({ what: text, query: text })),
      ...(names.includes('cursor') ? badCursors : []).map((cursor) => ({
        what: `cursor ${cursor.slice(0, 40)}`,
        query: `cursor=${encodeURIComponent(cursor)}`,
        status: 400,
      })),
    ]);
  });

  when(body)('answers 4xx to every body it can’t take', async () => {
    const texts = [...badBodies, ...spoil(sampleOf(operation, 'body'), operation.place)];
    await expectProblems(operation, [
      ...texts.map((text) => ({
        what: String(text).slice(0, 300),
        body: text,
        ...(isRefusedBody(operation, text) && { status: 400 }),
      })),
      { what: 'no body', body: undefined, ...(isRefusedBody(operation, '{}') && { status: 400 }) },
      { what: 'a large one', body: JSON.stringify({ a: 'x'.repeat(300_000) }), status: 413, code: 'http.tooLarge' },
    ]);
  });

  when(idempotent)('wants a key of visible ASCII', async () => {
    await expectProblems(operation, [
      { what: 'none', headers: { 'idempotency-key': '' }, status: 400, code: 'idempotency.keyMissing' },
      ...badKeys.map((key) => ({
        what: key.slice(0, 40),
        headers: { 'idempotency-key': key },
        status: 400,
        code: 'idempotency.keyInvalid',
      })),
    ]);
  });

  it('does not stumble over headers', async () => {
    const long = 'x'.repeat(8_000);
    const strange = ['x', long, '\u00e9', ',,,;;;q=', '0'];
    const names = ['accept-language', 'x-cart-token', 'x-forwarded-for', 'content-type', 'origin', 'content-length'];
    // All read headers the same way, so each has each name once, and all of them together each value.
    const valueAt = (place: number) => strange[(operation.place + place) % strange.length] ?? '';
    const pairs = names.map((name, place) => ({ name, value: valueAt(place) }));
    await expectProblems(
      operation,
      pairs.map(({ name, value }) => ({ what: `${name}: ${value.slice(0, 20)}`, headers: { [name]: value } })),
    );
  });
});

/** Says only what an operation can get wrong: what it does not take needs no test. */
function when(taken: unknown) {
  return taken ? it : () => undefined;
}

/** Tries each case, and says all that went wrong. */
async function expectProblems(operation: Operation, cases: Case[]): Promise<void> {
  const wrong: string[] = [];
  for (let start = 0; start < cases.length; start += parallelCases) {
    const some = cases.slice(start, start + parallelCases);
    const found = await Promise.all(some.map((one) => judge(operation, one)));
    wrong.push(...found.filter((text) => text !== null));
  }
  expect(wrong).toEqual([]);
}

const parallelCases = 8;

async function judge(operation: Operation, { what, status, code, ...call }: Case): Promise<string | null> {
  const response = await send(operation, call);
  if (isEndless(response)) return (await response.body?.cancel()) ?? null;
  const text = await response.text();
  const said = `${what} → ${response.status} ${text.slice(0, 200)}`;
  const allowed = status === undefined ? null : [status].flat();
  if (response.status >= 500) return said;
  if (allowed && !allowed.includes(response.status)) return `${said}, not ${allowed.join(' or ')}`;
  if (response.status < 400) return null;
  const problem = JSON.parse(text);
  const sound =
    response.headers.get('content-type') === 'application/problem+json' &&
    errorStatuses[problem.code as keyof typeof errorStatuses] === response.status &&
    problem.status === response.status &&
    problem.type === `/api/docs#${problem.code}` &&
    [problem.title, problem.detail, problem.traceId].every((one) => typeof one === 'string' && one !== '') &&
    (response.status !== 429 || Number(response.headers.get('retry-after')) > 0) &&
    (problem.code !== 'http.badInput' || problem.errors.length > 0) &&
    !/node_modules|\bat .+:\d+:\d+/.test(text);
  if (!sound) return `${said} is no sound problem`;
  return code === undefined || code === problem.code ? null : `${said}, not ${code}`;
}

/** A stream begins to flow when there is nothing to complain about. */
function isEndless(response: Response): boolean {
  return response.ok && response.headers.get('content-type')?.startsWith('text/event-stream') === true;
}

async function send(operation: Operation, call: Call): Promise<Response> {
  const { method, handler } = operation;
  const { actor, idempotent, body: takesBody } = handler.definition;
  const token = actor === 'admin' ? world.admin : world.shopper;
  const headers = new Headers({
    ...(actor !== 'public' && { authorization: `Bearer ${token}` }),
    ...(idempotent && { 'idempotency-key': newId() }),
  });
  for (const [name, value] of Object.entries(call.headers ?? {}))
    value === '' ? headers.delete(name) : headers.set(name, value);
  const value = call.parameter ?? parameter;
  const path = operation.path.replace(/\{\w+\}/, () => value);
  const body = 'body' in call ? call.body : takesBody && JSON.stringify(sampleOf(operation, 'body'));
  const request = new Request(
    `http://localhost:3000/api/v1${path}${call.query === undefined ? '' : `?${call.query}`}`,
    {
      method,
      headers,
      ...(body !== undefined && { body }),
    },
  );
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return handler(request, { params: Promise.resolve(Object.fromEntries(names.map((name) => [name, decoded(value)]))) });
}

/** As the framework hands it over; what can't be decoded comes as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The id by which the operation finds something: with another it would only ever answer 404. */
async function findParameter(operation: Operation): Promise<string> {
  const ids = Object.values(world.ids);
  if (!operation.path.includes('{')) return '';
  for (const id of ids) {
    if ((await send(operation, { parameter: id })).status !== 404) return id;
  }
  throw new Error(`${operation.path} finds nothing in the test's shop; add one of its things to openShop`);
}

/** Something that the operation's schema takes. */
function sampleOf({ path, method }: Operation, part: 'body' | 'query'): Record<string, unknown> {
  const described = document.paths[path]?.[method.toLowerCase()];
  if (part === 'query') {
    const parameters = described?.parameters.filter((one) => one.in === 'query') ?? [];
    return Object.fromEntries(parameters.map((one) => [String(one.name), '']));
  }
  const media = described?.requestBody?.content as { 'application/json': { schema: JsonSchema } } | undefined;
  return sample(media?.['application/json'].schema ?? {}, world.known) as Record<string, unknown>;
}

type Schema = Operation['handler']['definition']['query'];

function isRefused(schema: Schema, query: string): boolean {
  return schema?.safeParse(readQuery(new URL(`http://localhost/?${query}`))).success === false;
}

function isRefusedBody({ handler }: Operation, text: Body): boolean {
  try {
    const value: unknown = JSON.parse(typeof text === 'string' ? text : Buffer.from(text ?? []).toString('utf8'));
    return handler.definition.body?.safeParse(value).success === false || String(text).includes('\\u0000');
  } catch {
    return true;
  }
}

async function openShop(): Promise<typeof world> {
  const now = new Date();
  const endpointId = newId();
  await db().deliveryEndpoint.create({
    data: { id: endpointId, name: 'W', url: 'http://127.0.0.1:9', secret: 'whsec_x' },
  });
  const variantId = await addVariant({ units: 1_000 });
  const shopper = await addShopper({ balanceWon: 2_000_000 });
  const place = async (pay: boolean) => {
    const cartVersion = await fillCart(shopper, { [variantId]: 1 }, now);
    return unwrap(await inTransaction((tx) => placeOrder(tx, checkout(shopper, cartVersion, { pay, now })))).id;
  };
  const unpaidOrderId = await place(false);
  const paidOrderId = await place(true);
  const cartVersion = await fillCart(shopper, { [variantId]: 1 }, now);
  const adminId = newId();
  await db().user.create({
    data: { id: adminId, email: 'admin@maru.example', passwordHash: 'none', name: '관리', role: 'ADMIN' },
  });
  const { id: addressId } = await db().address.create({ data: { id: newId(), userId: shopper.userId, ...address } });
  const { productId } = await db().variant.findUniqueOrThrow({ where: { id: variantId } });
  const { id: categoryId } = await db().category.findFirstOrThrow();
  await db().categoryTranslation.create({ data: { categoryId, locale: 'ko', name: '그릇' } });
  const picture = { id: newId(), productId, url: '/demo/cup.webp', width: 100, height: 100 };
  const { id: pictureId } = await db().picture.create({ data: picture });
  const { id: deliveryId } = await db().delivery.findFirstOrThrow();
  const jobId = newId();
  await db().deliveryJob.create({
    data: { id: jobId, kind: 'REPLAY', filter: {}, wantedCount: 0, requestedBy: adminId, startedAt: now },
  });
  const importId = newId();
  const file = { id: importId, actorId: adminId, fileName: 'x.csv', columns: ['productSlug', 'sku'], createdAt: now };
  await db().productImport.create({ data: file });
  const runId = await addRun();
  const restockId = newId();
  await db().restockSubscription.create({
    data: {
      ...{ id: restockId, variantId, userId: shopper.userId, email: 'waiting@maru.example', locale: 'ko' },
      ...{ state: 'WAITING', createdAt: now, waitingSince: now },
    },
  });
  const expectedId = await addExpectedStock(variantId, adminId, now);
  const [alertId, messageId] = await addAlertAndMessage(variantId, now);
  const campaignId = await addCampaign({ issue: { way: 'CLAIM', perUser: 50 } });
  unwrap(await inTransaction((tx) => claimCoupon(tx, { actor: shopper, campaignId, signs: null, now })));
  const { id: couponId } = await db().coupon.findFirstOrThrow();
  const codeCampaignId = await addCampaign({ issue: { way: 'CODE' } });
  const queueId = await addCampaign({ issue: { way: 'CLAIM', queue: true } });
  // Named as its campaign, since a path has one id for all its places.
  await db().couponTicket.create({
    data: { id: queueId, campaignId: queueId, userId: shopper.userId, createdAt: now },
  });
  const flagId = newId();
  await db().abuseFlag.create({
    data: { id: flagId, campaignId, kind: 'DEVICE', userId: shopper.userId, otherUserId: adminId, createdAt: now },
  });
  const revocation = {
    actor: { ...shopper, role: 'ADMIN' as const },
    of: { campaignId: queueId },
    reason: '잘못',
    now,
  };
  unwrap(await inTransaction((tx) => startRevocation(tx, revocation)));
  const tokenOf = async (userId: string) => unwrap(await inTransaction((tx) => issueToken(tx, { userId, now }))).token;
  return {
    shopper: await tokenOf(shopper.userId),
    admin: await tokenOf(adminId),
    ids: {
      variantId,
      productId,
      categoryId,
      pictureId,
      unpaidOrderId,
      paidOrderId,
      addressId,
      endpointId,
      deliveryId,
      jobId,
      runId,
      restockId,
      alertId,
      messageId,
      expectedId,
      importId,
      campaignId,
      couponId,
      codeCampaignId,
      queueId,
      flagId,
      userId: shopper.userId,
    },
    known: {
      campaignId,
      cartVersion,
      variantId,
      productId,
      categoryId,
      parentId: null,
      orderId: paidOrderId,
      endpointId,
      id: variantId,
      // The only state that a parcel comes with.
      to: 'SHIPPED',
    },
  };
}

async function addAlertAndMessage(variantId: string, now: Date): Promise<[string, string]> {
  const added = await inTransaction(async (tx) => {
    await raiseAlerts(tx, [{ kind: 'LOW_STOCK', subject: variantId, variantId, details: {} }]);
    const content = { subject: '재고 부족', text: '재고 부족', html: '<p>재고 부족</p>' };
    const message = {
      kind: 'STOCK_ALERT',
      to: 'admin@maru.example',
      locale: 'ko',
      dedupKey: variantId,
      content,
    } as const;
    return ok(await queueMessage(tx, { ...message, now }));
  });
  return [(await db().alert.findFirstOrThrow()).id, unwrap(added).messageId];
}

async function addExpectedStock(variantId: string, adminId: string, now: Date): Promise<string> {
  const actor = { userId: adminId, role: 'ADMIN', tier: 'BRONZE' } as const;
  const expected = { actor, variantId, units: 5, expectedAt: null, note: '', now };
  return unwrap(await inTransaction((tx) => expectStock(tx, expected))).expectedId;
}
