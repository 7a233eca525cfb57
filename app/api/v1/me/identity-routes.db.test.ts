import { describe, expect, it } from 'vitest';
import * as oneClick from '@/app/(shop)/cart-reminders/end/[token]/one-click/route';
import * as couponsOneClick from '@/app/(shop)/coupon-reminders/end/[token]/one-click/route';
import { newCartToken } from '@/lib/cart/cart-token';
import { createGuestCart } from '@/lib/cart/open-cart';
import { testDb } from '@/lib/db/test-database';
import { cartReminderLinks } from '@/lib/http/cart-reminder-links';
import { couponReminderLinks } from '@/lib/http/coupon-reminder-links';
import { encodeSession } from '@/lib/identity/auth-session';
import { newId } from '@/lib/shared/ids';
import * as currentToken from '../auth/tokens/current/route';
import * as tokens from '../auth/tokens/route';
import * as users from '../users/route';
import * as address from './addresses/[id]/route';
import * as addresses from './addresses/route';
import * as me from './route';

const db = testDb();
const minji = { email: 'minji@maru.example', password: 'maru-demo', name: '김민지' };
const home = { recipient: '김민지', phone: '010-1234-5678', postalCode: '04524', line1: '서울 중구 세종대로 110' };

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | undefined>> },
) => Promise<Response>;
type Call = {
  body?: unknown;
  token?: string;
  cookie?: string;
  headers?: Record<string, string>;
  id?: string;
  search?: string;
};

async function call(handler: Handler, method: string, { body, token, cookie, headers, id, search = '' }: Call = {}) {
  const request = new Request(`http://localhost:3000/api/v1/x${search}`, {
    method,
    headers: {
      host: 'localhost:3000',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie: `next-auth.session-token=${cookie}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

async function signUpAndIn() {
  const { body: user } = await call(users.POST, 'POST', { body: minji });
  const { body } = await call(tokens.POST, 'POST', { body: minji });
  return { userId: user.id as string, token: body.token as string };
}

describe('POST /users', () => {
  it('answers the new user, never the password', async () => {
    const { status, body } = await call(users.POST, 'POST', { body: { ...minji, role: 'ADMIN' } });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      email: minji.email,
      name: minji.name,
      phone: null,
      role: 'SHOPPER',
      tier: 'BRONZE',
      cartReminders: false,
      couponReminders: false,
    });
  });

  it('lets one of 12 simultaneous sign-ups have the e-mail', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => call(users.POST, 'POST', { body: { ...minji, email: 'MINJI@maru.example' } })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(11).fill(409)]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('identity.emailTaken');
  });

  it.each([
    ['no body', undefined, ''],
    ['no JSON', '{"email"', ''],
    ['a list', [], ''],
    ['a short password', { ...minji, password: 'short' }, 'password'],
    ['an e-mail that is none', { ...minji, email: 'minji' }, 'email'],
    ['a NUL', { ...minji, name: 'a\u0000b' }, ''],
    ['a line break', { ...minji, name: 'a\nb' }, 'name'],
    ['half a surrogate pair', { ...minji, name: 'a\ud83c' }, 'name'],
    ['an object for a name', { ...minji, name: {} }, 'name'],
  ])('answers 400 to %s', async (_, body, path) => {
    const answer = await call(users.POST, 'POST', { body });
    expect(answer.status).toBe(400);
    if (path) expect(answer.body.errors).toEqual([{ path, message: expect.any(String) }]);
    expect(await db.user.count()).toBe(0);
  });
});

describe('POST /auth/tokens', () => {
  it('issues a token that opens the house for 30 days', async () => {
    await call(users.POST, 'POST', { body: minji });
    const { status, body } = await call(tokens.POST, 'POST', {
      body: { email: ' Minji@Maru.example', password: minji.password },
    });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(['token', 'expiresAt', 'user']);
    expect(Object.keys(body.user)).toEqual(['id', 'email', 'name', 'role', 'tier']);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeGreaterThan(29.9 * 24 * 3_600_000);
    expect((await call(me.GET, 'GET', { token: body.token })).body).toEqual({
      ...body.user,
      phone: null,
      cartReminders: false,
      couponReminders: false,
    });
  });

  it('answers 401 ten times, then 429 with Retry-After', async () => {
    const wrong = { body: { ...minji, password: 'wrong' }, headers: { 'x-forwarded-for': '1.2.3.4, 203.0.113.7' } };
    for (let i = 0; i < 10; i++) {
      expect(await call(tokens.POST, 'POST', wrong)).toMatchObject({
        status: 401,
        body: { code: 'identity.badCredentials' },
      });
    }
    const stopped = await call(tokens.POST, 'POST', wrong);
    expect(stopped).toMatchObject({ status: 429, body: { code: 'identity.tooManyFailures' } });
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(500);
  });
});

describe('signing in with a guest cart', () => {
  it("ends the guest's cart and keeps the member's", async () => {
    await call(users.POST, 'POST', { body: minji });
    const guestToken = newCartToken();
    await db.$transaction((tx) => createGuestCart(tx, { guestToken, now: new Date() }));
    await call(tokens.POST, 'POST', { body: minji, headers: { 'x-cart-token': guestToken } });
    expect(await db.cart.findMany()).toMatchObject([{ userId: expect.any(String), tokenHash: null }]);
  });
});

describe('DELETE /auth/tokens/current', () => {
  it('ends this token and no other', async () => {
    const { token } = await signUpAndIn();
    const { body: second } = await call(tokens.POST, 'POST', { body: minji });
    expect((await call(currentToken.DELETE, 'DELETE', { token })).status).toBe(204);
    expect((await call(me.GET, 'GET', { token })).status).toBe(401);
    expect((await call(me.GET, 'GET', { token: second.token })).status).toBe(200);
  });

  it('says so when there is none to end: a cookie is no token', async () => {
    const { userId } = await signUpAndIn();
    const headers = {
      cookie: `next-auth.session-token=${await encodeSession(userId)}`,
      origin: 'http://localhost:3000',
    };
    expect((await call(currentToken.DELETE, 'DELETE', { headers })).status).toBe(401);
  });
});

describe('who is asking', () => {
  it('is nobody without a token, and an answer 401 with a bad one even where nobody needs to sign in', async () => {
    expect(await call(me.GET, 'GET')).toMatchObject({ status: 401, body: { code: 'http.unauthenticated' } });
    expect(await call(users.POST, 'POST', { body: minji, token: 'maru_bad' })).toMatchObject({ status: 401 });
    expect(await db.user.count()).toBe(0);
  });

  it('is a browser by its cookie, whose writes come from our own pages only', async () => {
    const { userId } = await signUpAndIn();
    const cookie = await encodeSession(userId);
    const rename = (headers: Record<string, string>) =>
      call(me.PATCH, 'PATCH', { cookie, headers, body: { name: '민지' } });
    expect((await call(me.GET, 'GET', { cookie })).status).toBe(200);
    expect(await rename({ origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'http.crossOrigin' },
    });
    expect(await rename({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    // A browser adds this header by itself where a proxy in front once asked for a password.
    expect(await rename({ origin: 'https://evil.example', authorization: 'Basic eDp5' })).toMatchObject({
      status: 403,
    });
    expect(await rename({ origin: 'http://localhost:3000' })).toMatchObject({ status: 200, body: { name: '민지' } });
  });
});

describe('reminders', () => {
  it.each([
    ['cartReminders', cartReminderLinks, oneClick],
    ['couponReminders', couponReminderLinks, couponsOneClick],
  ] as const)(
    '%s are asked for by their member, and ended by the link in the mail, whoever holds it',
    async (name, links, { POST }) => {
      const { token, userId } = await signUpAndIn();
      const wish = await call(me.PATCH, 'PATCH', { token, body: { [name]: true } });
      expect(wish).toMatchObject({ status: 200, body: { [name]: true, name: minji.name } });
      const wished = async () => (await call(me.GET, 'GET', { token })).body[name];
      expect(await wished()).toBe(true);
      const link = new URL(links().endByMailProgram(userId));
      const end = (linkToken: string) =>
        POST(new Request(link, { method: 'POST' }), { params: Promise.resolve({ token: linkToken }) });
      const linkToken = decodeURIComponent(link.pathname.split('/').at(-2) ?? '');
      expect((await end(linkToken.replace(userId, newId()))).status).toBe(404);
      expect(await wished()).toBe(true);
      for (let times = 0; times < 2; times++) expect((await end(linkToken)).status).toBe(204);
      expect(await wished()).toBe(false);
    },
  );
});

describe('/me/addresses', () => {
  it('are kept, changed, listed and forgotten', async () => {
    const { token } = await signUpAndIn();
    const added = await call(addresses.POST, 'POST', { token, body: home });
    expect(added).toMatchObject({ status: 201, body: { ...home, line2: '' } });
    const { id } = added.body;
    expect((await call(address.PATCH, 'PATCH', { token, id, body: { line2: '3층' } })).body).toEqual({
      ...added.body,
      line2: '3층',
    });
    expect((await call(addresses.GET, 'GET', { token })).body).toEqual({
      items: [{ id, ...home, line2: '3층' }],
      nextCursor: null,
    });
    expect((await call(address.DELETE, 'DELETE', { token, id })).status).toBe(204);
    expect((await call(address.GET, 'GET', { token, id })).status).toBe(404);
  });

  it.each(['not-an-id', '%00', newId()])('answer 404 for %s', async (id) => {
    const { token } = await signUpAndIn();
    expect((await call(address.PATCH, 'PATCH', { token, id, body: { line2: '' } })).status).toBe(404);
    expect((await call(address.DELETE, 'DELETE', { token, id })).status).toBe(404);
  });

  it.each(['?cursor=garbage', '?limit=0', '?limit=x', '?limit=101', '?cursor=WzFd'])(
    'answer 400 to %s',
    async (search) => {
      const { token } = await signUpAndIn();
      expect((await call(addresses.GET, 'GET', { token, search })).status).toBe(400);
    },
  );
});
