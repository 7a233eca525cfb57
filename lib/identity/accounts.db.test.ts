import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, unwrap } from '@/lib/shared/result';
import { addAddress } from './add-address';
import { changeAddress } from './change-address';
import { changeUser } from './change-user';
import { createAdmin } from './create-admin';
import { type Actor, addressCountMax, type UserChange } from './model';
import { findAddresses, listAddresses, listUsers, readUser } from './queries';
import { removeAddress } from './remove-address';
import { signUpUser } from './sign-up-user';
import { writeAuditLog } from './write-audit-log';

const db = testDb();

const home = {
  recipient: '김민지',
  phone: '010-1234-5678',
  postalCode: '04524',
  line1: '서울 중구 세종대로 110',
  line2: '',
};

async function signUp(email: string): Promise<Actor> {
  const user = unwrap(await inTransaction((tx) => signUpUser(tx, { email, name: '김민지', passwordHash: 'x' })));
  return { userId: user.id, role: user.role, tier: user.tier };
}

describe('signUpUser', () => {
  it('makes a bronze shopper with an empty wallet', async () => {
    const { userId, role, tier } = await signUp('minji@maru.example');
    expect({ role, tier }).toEqual({ role: 'SHOPPER', tier: 'BRONZE' });
    expect(await db.wallet.findUnique({ where: { userId } })).toMatchObject({ balanceWon: 0 });
  });

  it('gives an e-mail that 20 want at once to one of them', async () => {
    const wanted = { email: 'minji@maru.example', name: '김민지', passwordHash: 'x' };
    const results = await Promise.all(Array.from({ length: 20 }, () => inTransaction((tx) => signUpUser(tx, wanted))));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.error.code === 'identity.emailTaken')).toHaveLength(19);
    expect(await db.user.count()).toBe(1);
    expect(await db.wallet.count()).toBe(1);
  });

  it('has SQL refuse an e-mail in capitals', async () => {
    await expect(signUp('Minji@maru.example')).rejects.toThrow(/users_email_lower/);
  });
});

describe('createAdmin', () => {
  const owner = { email: 'Owner@maru.example', password: 'long-enough', name: '주인' };

  it('makes an admin, and makes an existing account one', async () => {
    expect(unwrap(await createAdmin(db, owner))).toEqual({ email: 'owner@maru.example', created: true });
    await signUp('minji@maru.example');
    await db.user.updateMany({ data: { blockedAt: new Date() } });
    expect(unwrap(await createAdmin(db, { ...owner, email: 'minji@maru.example' }))).toMatchObject({ created: false });
    expect(
      await db.user.findMany({ orderBy: { email: 'asc' }, select: { email: true, role: true, blockedAt: true } }),
    ).toMatchObject([
      { email: 'minji@maru.example', role: 'ADMIN', blockedAt: null },
      { email: 'owner@maru.example', role: 'ADMIN' },
    ]);
    expect(await db.wallet.count()).toBe(2);
  });

  it('says what is wrong with a bad one', async () => {
    expect(await createAdmin(db, { ...owner, password: 'short' })).toMatchObject({
      ok: false,
      error: { code: 'identity.badAdmin', detail: expect.stringMatching(/^password: /) },
    });
  });
});

describe('changeUser', () => {
  it('sets tier, role and block with an audit entry each, and two admins who demote each other leave one', async () => {
    const [first, second, minji] = await Promise.all(
      ['a@maru.example', 'b@maru.example', '100%@maru.example'].map(signUp),
    );
    const admins = [first, second].map((one) => ({ ...required(one, 'one'), role: 'ADMIN' as const }));
    await db.user.updateMany({ where: { id: { in: admins.map(({ userId }) => userId) } }, data: { role: 'ADMIN' } });
    const [a, b] = [required(admins[0], 'a'), required(admins[1], 'b')];
    const { userId } = required(minji, 'minji');
    const change = (actor: Actor, to: { userId: string } & UserChange) =>
      inTransaction((tx) => changeUser(tx, { actor, now: new Date(), ...to }));

    unwrap(await change(a, { userId, tier: 'GOLD' }));
    expect(unwrap(await readUser(db, userId))).toMatchObject({ tier: 'GOLD', tierByHand: true, blocked: false });
    unwrap(await change(a, { userId, tier: null, blocked: true }));
    const found = unwrap(await listUsers(db, { q: '100%', blocked: 'true', limit: 5 }));
    expect(found.items).toMatchObject([{ id: userId, tier: 'GOLD', tierByHand: false, blocked: true }]);
    expect(await db.auditLog.findMany({ where: { entityId: userId } })).toHaveLength(2);

    const demotions = await Promise.all([
      change(a, { userId: b.userId, role: 'SHOPPER' }),
      change(b, { userId: a.userId, blocked: true }),
    ]);
    expect(demotions.filter((one) => !one.ok)).toEqual([err({ code: 'identity.lastAdmin' })]);
    expect(await change(a, { userId: newId(), blocked: true })).toEqual(err({ code: 'identity.userNotFound' }));
  });
});

describe('addresses', () => {
  it('stop at the bound, also when many are added at once', async () => {
    const actor = await signUp('minji@maru.example');
    const results = await Promise.all(
      Array.from({ length: addressCountMax + 5 }, () =>
        inTransaction((tx) => addAddress(tx, { actor, address: home })),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(addressCountMax);
    expect(results.find((result) => !result.ok)).toMatchObject({
      error: { code: 'identity.addressLimit', limit: addressCountMax },
    });
    expect(await db.address.count()).toBe(addressCountMax);
  });

  it('are listed newest first, each once, page by page', async () => {
    const actor = await signUp('minji@maru.example');
    for (let i = 0; i < 5; i++)
      await inTransaction((tx) => addAddress(tx, { actor, address: { ...home, line2: `${i}동` } }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: { items: { line2: string }[]; nextCursor: string | null } = unwrap(
        await listAddresses(db, { actor, limit: 2, cursor }),
      );
      seen.push(...page.items.map((address) => address.line2));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen)).toEqual(new Set(['0동', '1동', '2동', '3동', '4동']));
    expect(seen).toHaveLength(5);
    expect(await listAddresses(db, { actor, limit: 2, cursor: 'garbage' })).toMatchObject({
      error: { code: 'http.badCursor' },
    });
  });

  it('of another person can be neither changed nor removed', async () => {
    const minji = await signUp('minji@maru.example');
    const other = await signUp('other@maru.example');
    const { id: addressId } = unwrap(await inTransaction((tx) => addAddress(tx, { actor: minji, address: home })));
    const change = { line2: '101호' };
    const notFound = { ok: false, error: { code: 'identity.addressNotFound' } };
    expect(await inTransaction((tx) => changeAddress(tx, { actor: other, addressId, change }))).toEqual(notFound);
    expect(await inTransaction((tx) => removeAddress(tx, { actor: other, addressId }))).toEqual(notFound);
    expect(await findAddresses(db, other)).toEqual([]);
    expect(unwrap(await inTransaction((tx) => changeAddress(tx, { actor: minji, addressId, change })))).toEqual({
      id: addressId,
      ...home,
      ...change,
    });
    expect(await inTransaction((tx) => removeAddress(tx, { actor: minji, addressId }))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await db.address.count()).toBe(0);
  });
});

describe('writeAuditLog', () => {
  const actor: Actor = { userId: newId(), role: 'ADMIN', tier: 'BRONZE' };
  const entry = { actor, action: 'stock.move', entityType: 'variant', entityId: newId() } as const;

  it('keeps before and after as plain data', async () => {
    const at = new Date('2026-11-23T00:00:00Z');
    await db.$transaction((tx) =>
      writeAuditLog(tx, { ...entry, before: { units: 1 }, after: { units: 3, at, gone: undefined } }),
    );
    expect(await db.auditLog.findMany()).toMatchObject([
      { actorId: actor.userId, action: 'stock.move', before: { units: 1 }, after: { units: 3, at: at.toISOString() } },
    ]);
  });

  it('is append-only', async () => {
    await db.$transaction((tx) => writeAuditLog(tx, entry));
    await expect(db.auditLog.updateMany({ data: { action: 'nothing' } })).rejects.toThrow(/append-only/);
    await expect(db.auditLog.deleteMany()).rejects.toThrow(/append-only/);
  });
});
