import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { ExpectedStock, InventoryError } from './model';

/** What was ordered of a variant from suppliers, newest first. Errors: `inventory.variantNotFound`, `http.badCursor`. */
export async function listExpectedStock(
  db: Db,
  { variantId, cursor, limit }: { variantId: string } & PageQuery,
): Promise<Result<Page<ExpectedStock>, InventoryError | { code: 'http.badCursor' }>> {
  const conditions = [sql`e.variant_id = ${variantId}::uuid`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`e.id < ${last[0]}::uuid`);
  }
  const found = await selectExpectedStock(db, { where: joinSql(conditions, ' AND '), limit: limit + 1 });
  if (found.length === 0 && (await db.variant.count({ where: { id: variantId } })) === 0)
    return err({ code: 'inventory.variantNotFound' });
  return ok(toPage(found, limit, ({ id }) => [id]));
}

export async function readExpectedStock(
  db: Db,
  { expectedId }: { expectedId: string },
): Promise<Result<ExpectedStock, InventoryError>> {
  const [found] = await selectExpectedStock(db, { where: sql`e.id = ${expectedId}::uuid`, limit: 1 });
  return found ? ok(found) : err({ code: 'inventory.expectedNotFound' });
}

type ExpectedRow = Omit<ExpectedStock, 'createdBy' | 'expectedAt' | 'createdAt' | 'endedAt'> & {
  createdById: string;
  createdByName: string | null;
  expectedAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
};

async function selectExpectedStock(db: Db, { where, limit }: { where: Sql; limit: number }): Promise<ExpectedStock[]> {
  const found = await rows<ExpectedRow>(
    db,
    sql`SELECT e.id, e.variant_id, e.units, e.received_units, e.expected_at, e.note, e.created_by AS created_by_id,
          u.name AS created_by_name, e.created_at, e.ended_at
        FROM expected_stock e LEFT JOIN users u ON u.id = e.created_by
        WHERE ${where} ORDER BY e.id DESC LIMIT ${limit}`,
  );
  return found.map(({ createdById, createdByName, expectedAt, createdAt, endedAt, ...expected }) => ({
    ...expected,
    createdBy: { id: createdById, name: createdByName ?? '' },
    expectedAt: expectedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
