import { expect, it } from 'vitest';
import { settleOpenTopUps } from '@/inngest/functions/sweep-open-top-ups';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { addShopper, balanceOf } from '@/lib/orders/test-shop';
import { later, minutes, now } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { settleTopUp } from '@/lib/wallet/settle-top-up';
import { chargeTopUp } from './charge-top-up';

const db = testDb();
const limitMs = 50;

async function charge({ amountWon, ...limit }: { amountWon: number; limitMs?: number }) {
  const shopper = await addShopper();
  const topUp = { topUpId: newId(), userId: shopper.userId, amountWon, now: now() };
  return { shopper, topUp, charged: await chargeTopUp(topUp, limit) };
}

it('waits for a late answer', async () => {
  const { charged, topUp } = await charge({ amountWon: 10_408 });
  expect(charged).toEqual({ ok: true, value: { topUpId: topUp.topUpId } });
});

it('says that a top-up is being checked when no answer comes in time; the sweep settles it once', async () => {
  const { shopper, topUp, charged } = await charge({ amountWon: 50_504, limitMs });
  expect(charged).toMatchObject({ ok: false, error: { code: 'payment.pending' } });
  expect(await balanceOf(shopper)).toBe(0);
  expect(await db.topUp.findMany()).toMatchObject([{ status: 'PENDING', settledAt: null }]);

  await db.topUp.updateMany({ data: { createdAt: later(now(), -minutes(3)) } });
  expect(await settleOpenTopUps()).toEqual({ open: 1, settled: 1 });
  expect(await balanceOf(shopper)).toBe(50_504);
  expect(await chargeTopUp({ ...topUp, now: now() })).toMatchObject({ ok: true });
  await inTransaction((tx) => settleTopUp(tx, { topUpId: topUp.topUpId, now: now() }));
  expect(await balanceOf(shopper)).toBe(50_504);
});

it('settles once what answers only when asked again by its shopper', async () => {
  const { shopper, topUp, charged } = await charge({ amountWon: 20_408, limitMs });
  expect(charged).toMatchObject({ ok: false, error: { code: 'payment.pending' } });
  expect(await chargeTopUp(topUp)).toMatchObject({ ok: true });
  for (const _ of [1, 2]) await inTransaction((tx) => settleTopUp(tx, { topUpId: topUp.topUpId, now: now() }));
  expect(await balanceOf(shopper)).toBe(20_408);
});
