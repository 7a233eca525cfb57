import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { unwrap } from '@/lib/shared/result';
import type { TransferKind, WalletFilter } from '@/lib/wallet/model';
import { listWalletEntries } from '@/lib/wallet/queries';
import { byteOrderMark, csvLine, guardFormula } from './write-csv';

/** Entries that are in memory at once. */
const pageSize = 500;

type Words = { columns: string[]; kinds: Record<TransferKind, string> };

const words: Record<Locale, Words> = {
  ko: {
    columns: ['시각', '종류', '금액(원)', '잔액(원)', '주문 번호'],
    kinds: { TOP_UP: '충전', PAYMENT: '주문 결제', REFUND: '주문 취소 환불', ADJUSTMENT: '조정' },
  },
  en: {
    columns: ['Time', 'Kind', 'Amount (KRW)', 'Balance (KRW)', 'Order number'],
    kinds: { TOP_UP: 'Top-up', PAYMENT: 'Payment', REFUND: 'Refund', ADJUSTMENT: 'Adjustment' },
  },
};

/** The shop's clock: a statement has one, wherever it is read. */
const time = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Seoul' });

/** A shopper's statement as CSV, newest first, piece by piece: it is read as far as it is taken. Times are Korean. */
export async function* exportWalletEntries(
  db: Db,
  { locale, ...statement }: { userId: string; locale: Locale } & WalletFilter,
): AsyncGenerator<string> {
  const { columns, kinds } = words[locale];
  let heading = byteOrderMark + csvLine(columns);
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = unwrap(await listWalletEntries(db, { ...statement, limit: pageSize, cursor }));
    const numbers = await readOrderNumbers(
      db,
      items.map(({ referenceId }) => referenceId),
    );
    const lines = items.map(({ createdAt, kind, amountWon, balanceAfterWon, referenceId }) =>
      // Amounts are numbers of our own: an apostrophe before a minus would make them text.
      csvLine([
        ...[time.format(new Date(createdAt)), guardFormula(kinds[kind]), String(amountWon), String(balanceAfterWon)],
        numbers.get(referenceId) ?? '',
      ]),
    );
    yield heading + lines.join('');
    heading = '';
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

/** What people read out on the phone, of those references that are orders. */
async function readOrderNumbers(db: Db, ids: string[]): Promise<Map<string, string>> {
  const orders = await rows<{ id: string; number: string }>(
    db,
    sql`SELECT id, number FROM orders WHERE id = ANY (${ids}::uuid[])`,
  );
  return new Map(orders.map(({ id, number }) => [id, number]));
}
