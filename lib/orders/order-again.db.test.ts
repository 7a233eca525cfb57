import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { later, minutes } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { expireOrder } from './expire-order';
import { orderAgain } from './order-again';
import { placeOrder } from './place-order';
import { addShopper, addVariant, checkout, fillCart, noon } from './test-shop';

const db = testDb();
const afterwards = later(noon, minutes(10));

async function expired(actor: Actor, lines: Record<string, number>): Promise<string> {
  const cartVersion = await fillCart(actor, lines);
  const order = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(actor, cartVersion, { pay: false }))));
  unwrap(await inTransaction((tx) => expireOrder(tx, { orderId: order.id, now: afterwards })));
  return order.id;
}

const again = (actor: Actor, orderId: string) =>
  inTransaction((tx) => orderAgain(tx, { actor, guestToken: null, orderId, now: afterwards }));

async function inCart({ userId }: Actor): Promise<Record<string, number>> {
  const lines = await db.cartLine.findMany({ where: { cart: { userId } } });
  return Object.fromEntries(lines.map(({ variantId, quantity }) => [variantId, quantity]));
}

describe('ordering again', () => {
  it('puts the same goods into the cart, beside what lies there', async () => {
    const [jar, cup] = [await addVariant({ units: 9 }), await addVariant({ units: 9 })];
    const shopper = await addShopper();
    const orderId = await expired(shopper, { [jar]: 2, [cup]: 1 });
    await fillCart(shopper, { [jar]: 1 }, afterwards);
    expect(unwrap(await again(shopper, orderId))).toEqual({ leftOut: 0 });
    expect(await inCart(shopper)).toEqual({ [jar]: 3, [cup]: 1 });
  });

  it('leaves out what is no longer sold, or not so many of it, and says how many lines; with nothing left it says why', async () => {
    const [jar, cup, bowl] = [
      await addVariant({ units: 9 }),
      await addVariant({ units: 9 }),
      await addVariant({ units: 9 }),
    ];
    const shopper = await addShopper();
    const orderId = await expired(shopper, { [jar]: 1, [cup]: 2, [bowl]: 3 });
    await db.variant.update({ where: { id: cup }, data: { status: 'ARCHIVED' } });
    await db.variant.update({ where: { id: bowl }, data: { maxPerOrder: 2 } });
    expect(unwrap(await again(shopper, orderId))).toEqual({ leftOut: 2 });
    expect(await inCart(shopper)).toEqual({ [jar]: 1 });

    const alone = await addShopper();
    await db.variant.update({ where: { id: cup }, data: { status: 'ACTIVE' } });
    const gone = await expired(alone, { [cup]: 1 });
    await db.variant.update({ where: { id: cup }, data: { status: 'ARCHIVED' } });
    expect(await again(alone, gone)).toMatchObject({ ok: false, error: { code: 'cart.variantNotFound' } });
  });

  it("is for one's own orders", async () => {
    const orderId = await expired(await addShopper(), { [await addVariant({ units: 1 })]: 1 });
    expect(await again(await addShopper(), orderId)).toMatchObject({ ok: false, error: { code: 'order.notFound' } });
  });
});
