import { beforeEach, describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { hours, later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import { authenticate } from './auth';
import { encodeSession } from './auth-session';
import { checkCredentials } from './check-credentials';
import { failureCountMax, failureWindowSeconds } from './count-failures';
import { hashPassword } from './hash-password';
import { issueToken, tokenLifetimeDays } from './issue-token';
import { revokeToken } from './revoke-token';
import { signUpUser } from './sign-up-user';

const db = testDb();
const email = 'minji@maru.example';
const password = 'maru-demo';
const passwordHash = await hashPassword(password);
let userId: string;

beforeEach(async () => {
  const user = await inTransaction((tx) => signUpUser(tx, { email, name: '김민지', passwordHash }));
  userId = unwrap(user).id;
});

describe('authenticate', () => {
  const asks = (headers: Record<string, string>) => authenticate(new Request('http://localhost/', { headers }));
  const withToken = (token: string) => asks({ authorization: `Bearer ${token}` });
  const issue = async (now: Date) => unwrap(await inTransaction((tx) => issueToken(tx, { userId, now }))).token;

  it('knows the owner of a token, whatever the case of the scheme', async () => {
    const token = await issue(new Date());
    expect(token).toMatch(/^maru_[\w-]{43}$/);
    expect(await withToken(token)).toEqual({ userId, role: 'SHOPPER', tier: 'BRONZE' });
    expect(await asks({ authorization: `bearer ${token}` })).toMatchObject({ userId });
  });

  it('keeps no token as it is', async () => {
    const token = await issue(new Date());
    const [stored] = await db.apiToken.findMany();
    expect(Buffer.from(stored?.tokenHash ?? []).includes(Buffer.from(token))).toBe(false);
    expect(stored?.tokenHash).toHaveLength(32);
  });

  it('knows nobody without a token or a cookie', async () => {
    expect(await asks({})).toBe(null);
    expect(await asks({ authorization: 'Basic bWFydTptYXJ1' })).toBe(null);
    expect(await asks({ cookie: 'next-auth.session-token=forged; other=1' })).toBe(null);
  });

  it.each(['', 'maru_', 'maru_unknown', "' OR 1=1 --"])('refuses the token %j', async (token) => {
    expect(await withToken(token)).toBe('invalid');
  });

  it('refuses a token that has expired, and forgets it with the next', async () => {
    const token = await issue(later(new Date(), -hours(24 * tokenLifetimeDays)));
    expect(await withToken(token)).toBe('invalid');
    await issue(new Date());
    expect(await db.apiToken.count()).toBe(1);
  });

  it('refuses a token that was revoked', async () => {
    const token = await issue(new Date());
    const other = await issue(new Date());
    await inTransaction((tx) => revokeToken(tx, { token, now: new Date() }));
    expect(await withToken(token)).toBe('invalid');
    expect(await withToken(other)).toMatchObject({ userId });
  });

  it('knows the person of a next-auth session, among other cookies', async () => {
    const cookie = `theme=dark; next-auth.session-token=${await encodeSession(userId)}; a=b`;
    expect(await asks({ cookie })).toEqual({ userId, role: 'SHOPPER', tier: 'BRONZE' });
    expect(await asks({ cookie: `next-auth.session-token=${await encodeSession(newId())}` })).toBe(null);
  });

  it('sees a new role, a new tier and a block at once', async () => {
    const cookie = `next-auth.session-token=${await encodeSession(userId)}`;
    const token = await issue(new Date());
    await db.user.update({ where: { id: userId }, data: { role: 'ADMIN', tier: 'VIP' } });
    expect(await withToken(token)).toEqual({ userId, role: 'ADMIN', tier: 'VIP' });
    expect(await asks({ cookie })).toEqual({ userId, role: 'ADMIN', tier: 'VIP' });
    await db.user.update({ where: { id: userId }, data: { blockedAt: new Date() } });
    expect(await withToken(token)).toBe('invalid');
    expect(await asks({ cookie })).toBe(null);
  });

  it('asks a bad token before a good cookie', async () => {
    const cookie = `next-auth.session-token=${await encodeSession(userId)}`;
    expect(await asks({ cookie, authorization: 'Bearer maru_bad' })).toBe('invalid');
  });
});

describe('checkCredentials', () => {
  const address = '203.0.113.7';
  const check = (tried: { email?: string; password?: string; address?: string | null }) =>
    checkCredentials(db, { email, password, address, ...tried });
  const codesOf = async (tries: ReturnType<typeof check>[]) =>
    (await Promise.all(tries)).map((result) => (result.ok ? 'ok' : result.error.code));
  const times = <One>(count: number, one: (index: number) => One) =>
    Array.from({ length: count }, (_, index) => one(index));

  it('answers the user', async () => {
    expect(unwrap(await check({}))).toEqual({ id: userId, email, name: '김민지', role: 'SHOPPER', tier: 'BRONZE' });
  });

  it('says the same for a wrong password, an unknown e-mail and a blocked user', async () => {
    const refused = { ok: false, error: { code: 'identity.badCredentials' } };
    expect(await check({ password: 'maru-dema' })).toEqual(refused);
    expect(await check({ email: 'nobody@maru.example' })).toEqual(refused);
    await db.user.update({ where: { id: userId }, data: { blockedAt: new Date() } });
    expect(await check({})).toEqual(refused);
  });

  it('lets ten of 50 simultaneous guesses fail and stops the others', async () => {
    const codes = await codesOf(
      times(50, (index) => check({ password: `guess-${index}`, address: `198.51.100.${index}` })),
    );
    expect(codes.filter((code) => code === 'identity.badCredentials')).toHaveLength(failureCountMax);
    expect(codes.filter((code) => code === 'identity.tooManyFailures')).toHaveLength(40);
  });

  it('stops the right password too once the account has failed ten times, until the window ends', async () => {
    await codesOf(times(failureCountMax, (index) => check({ password: 'guess', address: `198.51.100.${index}` })));
    const stopped = await check({});
    expect(stopped).toMatchObject({ ok: false, error: { code: 'identity.tooManyFailures' } });
    const waitSeconds = stopped.ok || !('retryAfterSeconds' in stopped.error) ? 0 : stopped.error.retryAfterSeconds;
    expect(waitSeconds).toBeGreaterThan(failureWindowSeconds - 30);
    expect(waitSeconds).toBeLessThanOrEqual(failureWindowSeconds);
    await db.rateLimiterFlexible.updateMany({ data: { expire: new Date(Date.now() - 1) } });
    expect(await check({})).toMatchObject({ ok: true });
    expect(await check({ password: 'guess' })).toMatchObject({ error: { code: 'identity.badCredentials' } });
  });

  it('stops an address that tries many accounts, and nobody else', async () => {
    const codes = await codesOf(times(15, (index) => check({ email: `guess-${index}@maru.example` })));
    expect(codes.filter((code) => code === 'identity.tooManyFailures')).toHaveLength(5);
    expect(await check({})).toMatchObject({ error: { code: 'identity.tooManyFailures' } });
    expect(await check({ address: '203.0.113.8' })).toMatchObject({ ok: true });
    expect(await check({ address: null })).toMatchObject({ ok: true });
  });

  it('counts unknown accounts like known ones', async () => {
    const unknown = (index: number) => check({ email: 'nobody@maru.example', address: `198.51.100.${index}` });
    const codes = await codesOf(times(12, unknown));
    expect(codes.filter((code) => code === 'identity.tooManyFailures')).toHaveLength(2);
  });

  it('counts failures only: 40 people sign in at once from one address', async () => {
    expect(new Set(await codesOf(times(40, () => check({}))))).toEqual(new Set(['ok']));
    expect(await db.rateLimiterFlexible.count()).toBe(0);
  });
});
