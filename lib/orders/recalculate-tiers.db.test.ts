import { expect, it } from 'vitest';
import { couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { later } from '@/lib/shared/clock';
import { ok, unwrap } from '@/lib/shared/result';
import { recalculateTiers, tierSpanMs } from './recalculate-tiers';
import { buy, cancel, newShop } from './test-coupon-shop';
import { addShopper, addVariant, noon } from './test-shop';
import { transitionOrder } from './transition-order';

const db = testDb();

it('the tier follows what was delivered in 90 days, less refunds; one set by hand stays', async () => {
  const { hana } = await newShop();
  const jar = await addVariant({ units: 20, priceWon: 30_000 });
  const minji = await addShopper({ balanceWon: 1_000_000 });
  const jiho = await addShopper({ tier: 'VIP' });
  await db.user.update({ where: { id: jiho.userId }, data: { tierByHand: true } });
  const deliver = async (actor: Actor, units: number, back: number) => {
    const order = unwrap(await buy(actor, { [jar]: units }, []));
    if (back > 0) await cancel(actor, order, { units: [back] });
    for (const to of ['PREPARING', 'SHIPPED', 'DELIVERED'] as const)
      unwrap(
        await inTransaction((tx) => transitionOrder(tx, { actor: couponAdmin, orderId: order.id, to, now: noon })),
      );
  };
  await deliver(hana, 7, 0);
  await deliver(minji, 7, 1);
  const recalculate = (now: Date) =>
    inTransaction(async (tx) => ok(await recalculateTiers(tx, { afterUserId: null, now })));
  const tiersNow = async () =>
    Promise.all(
      [hana, minji, jiho].map(async ({ userId }) => (await db.user.findUniqueOrThrow({ where: { id: userId } })).tier),
    );
  const both = await Promise.all([recalculate(noon), recalculate(noon)]);
  expect(both.map((one) => unwrap(one).changed).toSorted()).toEqual([0, 1]);
  expect(await tiersNow()).toEqual(['SILVER', 'BRONZE', 'VIP']);
  const changes = async () => (await db.user.findUniqueOrThrow({ where: { id: hana.userId } })).tierChangedAt;
  const rose = await changes();
  expect(rose).not.toBeNull();
  expect(unwrap(await recalculate(later(noon, tierSpanMs + 1)))).toEqual({ changed: 1, lastUserId: null });
  expect([await tiersNow(), await changes()]).toEqual([['BRONZE', 'BRONZE', 'VIP'], rose]);
});
