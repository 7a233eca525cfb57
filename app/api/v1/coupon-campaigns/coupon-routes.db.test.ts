import { beforeEach, describe, expect, it } from 'vitest';
import { addCampaign } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { issueToken } from '@/lib/identity/issue-token';
import type { Actor } from '@/lib/identity/model';
import { addShopper } from '@/lib/orders/test-shop';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import * as decision from '../admin/abuse-flags/[id]/decision/route';
import * as flags from '../admin/abuse-flags/route';
import * as codes from '../admin/coupon-campaigns/[id]/codes/route';
import * as redemptions from '../coupons/redemptions/route';
import * as me from '../me/route';
import * as claims from './[id]/claims/route';

const db = testDb();

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | undefined>> },
) => Promise<Response>;
type Call = { by: Actor; id?: string; body?: object; headers?: Record<string, string>; search?: string };

let admin: Actor;
beforeEach(async () => {
  admin = { ...(await addShopper()), role: 'ADMIN' };
  await db.user.update({ where: { id: admin.userId }, data: { role: 'ADMIN' } });
});

async function call(handler: Handler, method: string, { by, id, body, headers, search = '' }: Call) {
  const { token } = unwrap(await inTransaction((tx) => issueToken(tx, { userId: by.userId, now: new Date() })));
  const response = await handler(
    new Request(`http://localhost:3000/api/v1/x${search}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': newId(), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }),
    { params: Promise.resolve({ id }) },
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

it('a claim whose key comes again with a body is another request', async () => {
  const id = await addCampaign({ issue: { way: 'CLAIM', perUser: 2 } });
  const hana = await addShopper();
  const headers = { 'idempotency-key': 'k1' };
  expect((await call(claims.POST, 'POST', { by: hana, id, headers })).status).toBe(201);
  const again = await call(claims.POST, 'POST', { by: hana, id, headers, body: { campaign: 'another' } });
  expect(again).toMatchObject({ status: 422, body: { code: 'idempotency.keyReused' } });
  expect(await db.coupon.count()).toBe(1);
});

describe('a person seen on another account', () => {
  const device = { cookie: 'maru_device=AAAAAAAAAAAAAAAAAAAAAA' };
  const listFlags = async (search: string) => (await call(flags.GET, 'GET', { by: admin, search })).body;

  it('is refused, and the evidence stays; who is decided to be blocked is out at once', async () => {
    const id = await addCampaign({ abusePolicy: 'REFUSE' });
    const [hana, other] = [await addShopper(), await addShopper()];
    expect((await call(claims.POST, 'POST', { by: hana, id, headers: device })).status).toBe(201);
    const refused = await Promise.all(
      [1, 2, 3].map(() => call(claims.POST, 'POST', { by: other, id, headers: device })),
    );
    expect(refused.map(({ body }) => body)).toMatchObject(
      Array(3).fill({ code: 'coupon.notEligible', reason: 'SEEN_BEFORE' }),
    );
    expect(await db.couponIdentity.count()).toBe(1);

    const open = await listFlags(`?state=OPEN&kind=DEVICE&campaignId=${id}`);
    expect(open).toMatchObject({
      items: [
        {
          user: { id: other.userId, blocked: false },
          other: { id: hana.userId },
          ...{ coupon: null, refused: true, state: 'OPEN', evidence: { masked: null, accountCount: null } },
        },
      ],
      openCount: 1,
    });
    const decide = (to: string) =>
      call(decision.POST, 'POST', { by: admin, id: open.items[0].id, body: { decision: to, note: '같은 기기' } });
    expect((await decide('BLOCK')).body).toMatchObject({
      ...{ state: 'BLOCKED', user: { blocked: true } },
      decision: { by: { id: admin.userId }, note: '같은 기기' },
    });
    expect((await decide('BLOCK')).status).toBe(200);
    expect((await decide('CLEAR')).body).toMatchObject({ status: 409, code: 'coupon.flagDecided', state: 'BLOCKED' });
    expect((await call(me.GET, 'GET', { by: other })).status).toBe(401);
    expect((await listFlags('?state=OPEN')).items).toEqual([]);
  });

  it('keeps the coupon or loses it, as the back office decides, and the alert ends with the last decision', async () => {
    const id = await addCampaign();
    const shoppers = [await addShopper(), await addShopper(), await addShopper()];
    for (const by of shoppers) await call(claims.POST, 'POST', { by, id, headers: device });
    const { items } = await listFlags('');
    expect(items).toHaveLength(2);
    const decide = (flagId: string, to: string) =>
      call(decision.POST, 'POST', { by: admin, id: flagId, body: { decision: to, note: '확인함' } });
    // Two admins at once: one decision.
    const answers = await Promise.all([decide(items[0].id, 'REVOKE'), decide(items[0].id, 'REVOKE')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await db.auditLog.count({ where: { action: 'abuseFlag.decide' } })).toBe(1);
    expect(await db.alert.findFirst()).toMatchObject({ subject: id, recoveredAt: null });
    expect((await decide(items[1].id, 'CLEAR')).body).toMatchObject({ coupon: { state: 'USABLE' }, state: 'CLEARED' });
    expect(await db.alert.findFirst()).toMatchObject({ recoveredAt: expect.any(Date) });
    expect(await db.coupon.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toMatchObject([
      { state: 'USABLE', _count: 2 },
      { state: 'REVOKED', _count: 1 },
    ]);
    expect(await db.couponEvent.findFirst({ where: { type: 'REVOKED' } })).toMatchObject({ reason: '확인함' });
  });
});

describe('single codes', () => {
  it('are in the first answer and nowhere else, and a mistyped one is wrong without being looked for', async () => {
    const id = await addCampaign({ issue: { way: 'CODE' } });
    const make = { by: admin, id, body: { count: 3 }, headers: { 'idempotency-key': 'once' } };
    const first = await call(codes.POST, 'POST', make);
    expect(first).toMatchObject({ status: 201, body: { count: 3, codes: Array(3).fill(expect.any(String)) } });
    const again = await call(codes.POST, 'POST', make);
    expect(again).toMatchObject({ status: 201, body: { count: 3, codes: [] } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const [code] = first.body.codes as [string];
    expect(JSON.stringify([await db.idempotencyKey.findMany(), await db.auditLog.findMany()])).not.toContain(code);

    const hana = await addShopper();
    const enter = (typed: string) => call(redemptions.POST, 'POST', { by: hana, body: { code: typed } });
    const mistyped = code.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
    for (const typed of ['?', 'abc', mistyped, mistyped, mistyped])
      expect((await enter(typed)).body).toMatchObject({ status: 404, code: 'coupon.unknownCode' });
    expect((await enter(code)).body).toMatchObject({ status: 429, code: 'coupon.tooManyWrongCodes' });
  });
});
