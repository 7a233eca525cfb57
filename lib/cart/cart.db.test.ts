import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { addShopper, addVariant, noon } from '@/lib/orders/test-shop';
import { hours, later } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import type { Locale } from '@/lib/shared/locale';
import { ok, unwrap } from '@/lib/shared/result';
import { newCartToken } from './cart-token';
import { expireCarts } from './expire-carts';
import { createGuestCart, openCart } from './open-cart';
import { readCart } from './queries';
import { setLine } from './set-line';

const db = testDb();

type Owner = { userId: string | null; guestToken: string | null };
const guest = (guestToken: string): Owner => ({ userId: null, guestToken });
const member = (userId: string, guestToken: string | null = null): Owner => ({ userId, guestToken });

async function put(owner: Owner, variantId: string, quantity: number, now = noon) {
  return inTransaction(async (tx) => {
    const cart =
      (await openCart(tx, owner, now)) ?? (await createGuestCart(tx, { guestToken: owner.guestToken ?? '', now }));
    return setLine(tx, { cart, variantId, quantity, now });
  });
}

async function view(owner: Owner, now = noon, locale: Locale = 'ko') {
  return unwrap(
    await inTransaction(async (tx) => {
      const cart = await openCart(tx, owner, now);
      return ok(cart && (await readCart(tx, cart.id, { locale, now })));
    }),
  );
}

const quantities = (cart: Awaited<ReturnType<typeof view>>) =>
  Object.fromEntries(required(cart, 'cart').lines.map((line) => [line.variantId, line.quantity]));

describe('a line', () => {
  it('shows what is wrong with it: price, stock, sale', async () => {
    const [jar, cup, bowl, pot] = [
      await addVariant({ units: 5 }),
      await addVariant({ units: 1 }),
      await addVariant(),
      await addVariant({ units: 5 }),
    ];
    const { userId } = await addShopper();
    for (const variantId of [jar, cup, bowl, pot]) unwrap(await put(member(userId), variantId, 2));
    await db.variant.update({ where: { id: jar }, data: { priceWon: 9_000 } });
    await db.variant.update({ where: { id: pot }, data: { status: 'ARCHIVED' } });

    const cart = required(await view(member(userId)), 'cart');
    const problems = Object.fromEntries(cart.lines.map((line) => [line.variantId, line.problem]));
    expect(problems).toEqual({
      [jar]: 'PRICE_CHANGED',
      [cup]: 'INSUFFICIENT_STOCK',
      [bowl]: 'SOLD_OUT',
      [pot]: 'UNAVAILABLE',
    });
    expect(cart.quote.goodsWon).toBe(2 * 9_000 + 2 * 10_000 + 2 * 10_000);
  });

  it('names its options in the reader’s language, or else in Korean', async () => {
    const { userId } = await addShopper();
    const options = { 크기: '소' };
    const translated = await addVariant({ units: 5, options, optionsEn: { Size: 'Small' } });
    unwrap(await put(member(userId), translated, 1));
    unwrap(await put(member(userId), await addVariant({ units: 5, options }), 1, later(noon, 1)));
    const shown = async (locale: Locale) => required(await view(member(userId), noon, locale), 'cart').lines;
    expect((await shown('en')).map((line) => line.options)).toEqual([{ Size: 'Small' }, options]);
    expect((await shown('ko')).map((line) => line.options)).toEqual([options, options]);
    expect((await shown('en'))[0]).not.toHaveProperty('optionsEn');
  });

  it('changes the version with every change, removal included', async () => {
    const jar = await addVariant({ units: 5 });
    const { userId } = await addShopper();
    const first = unwrap(await put(member(userId), jar, 2));
    const second = unwrap(await put(member(userId), jar, 0));
    expect(second.version).toBe(first.version + 1);
    expect(required(await view(member(userId)), 'cart').lines).toEqual([]);
  });

  it('set 30 times at once is one line with one of the quantities', async () => {
    const jar = await addVariant({ units: 5 });
    const { userId } = await addShopper();
    const results = await Promise.all(Array.from({ length: 30 }, (_, index) => put(member(userId), jar, index + 1)));
    expect(new Set(results.map((result) => unwrap(result).version)).size).toBe(30);
    expect(required(await view(member(userId)), 'cart').lines).toHaveLength(1);
  });
});

describe('a guest whose cart has ended', () => {
  it('gets one again, however many requests bring its token at the same moment', async () => {
    const variants = await Promise.all([1, 2, 3, 4].map(() => addVariant({ units: 5 })));
    const token = newCartToken();
    const put4 = await Promise.all(variants.map((variantId) => put(guest(token), variantId, 1)));
    expect(put4.map((result) => result.ok)).toEqual([true, true, true, true]);
    expect(quantities(await view(guest(token)))).toEqual(Object.fromEntries(variants.map((id) => [id, 1])));
  });
});

describe("a guest's cart at sign-in", () => {
  it('adds up with the member’s, capped at the variant’s limit, and ends; a second look adds nothing', async () => {
    const [jar, cup, bowl] = [
      await addVariant({ units: 5 }),
      await addVariant({ units: 5 }),
      await addVariant({ units: 5 }),
    ];
    await db.variant.update({ where: { id: cup }, data: { maxPerOrder: 3 } });
    const { userId } = await addShopper();
    const token = newCartToken();
    for (const [variantId, quantity] of [
      [jar, 2],
      [cup, 2],
    ] as const)
      unwrap(await put(guest(token), variantId, quantity));
    for (const [variantId, quantity] of [
      [cup, 2],
      [bowl, 1],
    ] as const)
      unwrap(await put(member(userId), variantId, quantity));

    expect(quantities(await view(member(userId, token)))).toEqual({ [jar]: 2, [cup]: 3, [bowl]: 1 });
    expect(quantities(await view(member(userId, token)))).toEqual({ [jar]: 2, [cup]: 3, [bowl]: 1 });
    expect(await db.cart.count()).toBe(1);
  });

  it('merges once when ten requests arrive with the token at the same moment', async () => {
    const jar = await addVariant({ units: 50 });
    const { userId } = await addShopper();
    const token = newCartToken();
    unwrap(await put(guest(token), jar, 4));
    unwrap(await put(member(userId), jar, 1));
    await Promise.all(Array.from({ length: 10 }, () => view(member(userId, token))));
    expect(quantities(await view(member(userId)))).toEqual({ [jar]: 5 });
  });

  it('loses no line whatever both hold (property)', async () => {
    const variants = await Promise.all(Array.from({ length: 6 }, () => addVariant({ units: 5 })));
    const cart = fc.dictionary(fc.constantFrom(...variants), fc.integer({ min: 1, max: 60 }), { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(cart, cart, async (ofGuest, ofMember) => {
        const { userId } = await addShopper();
        const token = newCartToken();
        for (const [variantId, quantity] of Object.entries(ofGuest))
          unwrap(await put(guest(token), variantId, quantity));
        for (const [variantId, quantity] of Object.entries(ofMember))
          unwrap(await put(member(userId), variantId, quantity));
        const merged = quantities(await view(member(userId, token)));
        const wanted = new Set([...Object.keys(ofGuest), ...Object.keys(ofMember)]);
        expect(merged).toEqual(
          Object.fromEntries([...wanted].map((id) => [id, Math.min(99, (ofGuest[id] ?? 0) + (ofMember[id] ?? 0))])),
        );
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('the end of a cart', () => {
  it('empties it 24 hours after its last change, even before the sweep', async () => {
    const jar = await addVariant({ units: 5 });
    const { userId } = await addShopper();
    unwrap(await put(member(userId), jar, 1));
    expect(quantities(await view(member(userId), later(noon, hours(24) - 1)))).toEqual({ [jar]: 1 });
    expect(quantities(await view(member(userId), later(noon, hours(24))))).toEqual({});
  });

  it('is swept in bounded portions: guests’ carts go, members’ are emptied', async () => {
    const jar = await addVariant({ units: 5 });
    const { userId } = await addShopper();
    unwrap(await put(member(userId), jar, 1));
    for (let count = 0; count < 3; count++) unwrap(await put(guest(newCartToken()), jar, 1));
    const sweep = async (limit: number) =>
      unwrap(await inTransaction((tx) => expireCarts(tx, { now: later(noon, hours(25)), limit }))).ended;
    expect([await sweep(2), await sweep(2), await sweep(2)]).toEqual([2, 2, 0]);
    expect(await db.cart.findMany({ include: { lines: true } })).toMatchObject([{ userId, lines: [] }]);
  });
});
