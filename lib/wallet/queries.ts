import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { LedgerEntryView, TransferKind, WalletEntryView, WalletFilter } from './model';

export async function findBalance(db: Db, userId: string): Promise<number> {
  const wallet = await firstRow<{ balanceWon: number }>(
    db,
    sql`SELECT balance_won FROM wallets WHERE user_id = ${userId}::uuid`,
  );
  return wallet?.balanceWon ?? 0;
}

/** A shopper's statement, newest first. */
export async function listWalletEntries(
  db: Db,
  { userId, limit, cursor, ...filter }: { userId: string } & WalletFilter & PageQuery,
): Promise<Result<Page<WalletEntryView>, { code: 'http.badCursor' }>> {
  const after = cursor ? decodeCursor(cursor, z.tuple([Moment, z.uuid()])) : null;
  if (cursor && !after) return err({ code: 'http.badCursor' });
  const older = after ? sql`AND (e.created_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : emptySql;
  const found = await rows<Omit<WalletEntryView, 'createdAt' | 'kind'> & { kind: TransferKind; createdAt: Date }>(
    db,
    sql`SELECT e.id, t.kind, e.amount_won, e.balance_after_won, coalesce(c.order_id, t.reference_id) AS reference_id, e.created_at
        FROM ledger_entries e JOIN ledger_transfers t ON t.id = e.transfer_id
          LEFT JOIN cancellations c ON t.kind = 'REFUND' AND c.id = t.reference_id
        WHERE e.user_id = ${userId}::uuid ${filtered(filter)} ${older} ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit + 1}`,
  );
  const entries = found.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }));
  return ok(toPage(entries, limit, (entry) => [entry.createdAt, entry.id]));
}

function filtered({ kind, from, to }: WalletFilter): Sql {
  return sql`${kind ? sql`AND t.kind = ${kind}::transfer_kind` : emptySql}
    ${from ? sql`AND e.created_at >= ${from}::timestamptz` : emptySql} ${to ? sql`AND e.created_at < ${to}::timestamptz` : emptySql}`;
}

/** A shopper's top-ups that the provider has not answered yet, newest first. */
export async function findPendingTopUps(db: Db, userId: string): Promise<{ id: string; amountWon: number }[]> {
  return db.topUp.findMany({
    where: { userId, status: 'PENDING' },
    orderBy: { createdAt: 'desc' },
    take: pendingTopUpsMax,
    select: { id: true, amountWon: true },
  });
}

/** Nobody has that many; a bound all the same. */
const pendingTopUpsMax = 20;

/** What an order moved in the ledger, oldest first, the shopper's side before the house's. */
export async function listOrderEntries(db: Db, orderId: string): Promise<LedgerEntryView[]> {
  const entries = await rows<Omit<LedgerEntryView, 'createdAt'> & { createdAt: Date }>(
    db,
    sql`SELECT e.id, e.transfer_id, t.kind, e.account, e.amount_won, e.balance_after_won, e.created_at
        FROM ledger_transfers t JOIN ledger_entries e ON e.transfer_id = t.id
        WHERE (t.kind = 'PAYMENT' AND t.reference_id = ${orderId}::uuid)
          OR (t.kind = 'REFUND' AND t.reference_id IN (SELECT id FROM cancellations WHERE order_id = ${orderId}::uuid))
        ORDER BY t.created_at, t.id, e.user_id NULLS LAST, e.id`,
  );
  return entries.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }));
}

/** Top-ups that a crash left between intent and settlement, for the sweep. */
export async function findOpenTopUps(db: Db, { before, limit }: { before: Date; limit: number }) {
  return db.topUp.findMany({
    where: { status: 'PENDING', createdAt: { lt: before } },
    orderBy: { createdAt: 'asc' },
    take: limit,
    select: { id: true, userId: true, amountWon: true },
  });
}
