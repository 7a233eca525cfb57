import { expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { placeOrder } from '@/lib/orders/place-order';
import { addShopper, addVariant, checkout, fillCart, noon } from '@/lib/orders/test-shop';
import { hours, later } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { listWalletEntries } from '@/lib/wallet/queries';
import { exportWalletEntries } from './export-wallet-entries';

const db = testDb();

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

it('tells a statement’s lines of one kind and time, on the page and in the file; a mark has spreadsheets read Korean', async () => {
  const [hana, stranger] = [await addShopper({ balanceWon: 50_000 }), await addShopper({ balanceWon: 9_000 })];
  const jar = await addVariant({ units: 5 });
  const cartVersion = await fillCart(hana, { [jar]: 2 });
  const bought = later(noon, hours(1));
  const order = unwrap(await inTransaction((tx) => placeOrder(tx, checkout(hana, cartVersion, { now: bought }))));
  const of = { userId: hana.userId, locale: 'ko' } as const;

  const all = await textOf(exportWalletEntries(db, of));
  expect(all.startsWith('\ufeff시각,종류,금액(원),잔액(원),주문 번호\r\n')).toBe(true);
  const lines = all.trim().split('\r\n').slice(1);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe(`2026-11-23 13:00:00,주문 결제,-23000,27000,${order.number}`);
  expect(lines[1]).toMatch(/^2026-11-23 12:00:00,충전,50000,50000,$/);

  const kinds = async (filter: object) =>
    unwrap(await listWalletEntries(db, { userId: hana.userId, limit: 10, ...filter })).items.map(({ kind }) => kind);
  expect(await kinds({ kind: 'TOP_UP' })).toEqual(['TOP_UP']);
  expect(await kinds({ from: bought.toISOString() })).toEqual(['PAYMENT']);
  expect(await kinds({ to: bought.toISOString() })).toEqual(['TOP_UP']);
  expect(await textOf(exportWalletEntries(db, { ...of, kind: 'REFUND' }))).toBe(`${all.split('\r\n')[0]}\r\n`);
  expect(await textOf(exportWalletEntries(db, { userId: stranger.userId, locale: 'en' }))).toContain(
    'Top-up,9000,9000',
  );
});
