import { z } from 'zod';
import type { StockStatus } from '@/lib/catalog/model';
import { containing, nameContains } from '@/lib/catalog/product-sql';
import { stockStatus } from '@/lib/catalog/rules';
import { productName } from '@/lib/catalog/texts';
import type { Db } from '@/lib/db/client';
import { firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { localizeOptions, type PairedOptions } from '@/lib/shared/options';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import type { InventoryError, Movement, StockQuery, StockRow } from './model';

type BadCursor = { code: 'http.badCursor' };

/** Variants that are on sale or in preparation, by SKU. Errors: `http.badCursor`. */
export async function listStock(
  db: Db,
  { q, status, cursor, limit }: StockQuery,
  { locale }: { locale: Locale },
): Promise<Result<Page<StockRow>, BadCursor>> {
  const conditions = [sql`v.status = 'ACTIVE' AND p.status <> 'ARCHIVED'`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([z.string()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`v.sku > ${last[0]}`);
  }
  if (q) conditions.push(sql`(${nameContains(q)} OR v.sku ILIKE ${containing(q)})`);
  if (status) conditions.push(statusConditions[status]);
  const found = await selectStock(db, { where: joinSql(conditions, ' AND '), limit: limit + 1, locale });
  return ok(toPage(found, limit, (row) => [row.sku]));
}

/** One variant's stock, whatever its state. Errors: `inventory.variantNotFound`. */
export async function readStock(
  db: Db,
  { variantId }: { variantId: string },
  { locale }: { locale: Locale },
): Promise<Result<StockRow, InventoryError>> {
  const [found] = await selectStock(db, { where: sql`v.id = ${variantId}::uuid`, limit: 1, locale });
  return found ? ok(found) : err({ code: 'inventory.variantNotFound' });
}

/** How many variants are in each state, as the list's tabs show. */
export async function countStock(db: Db): Promise<Record<StockStatus, number>> {
  const { IN_STOCK, LOW, SOLD_OUT } = statusConditions;
  const counts = await firstRow<{ inStock: number; low: number; soldOut: number }>(
    db,
    sql`SELECT count(*) FILTER (WHERE ${IN_STOCK}) AS in_stock, count(*) FILTER (WHERE ${LOW}) AS low,
          count(*) FILTER (WHERE ${SOLD_OUT}) AS sold_out
        FROM variants v JOIN products p ON p.id = v.product_id LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE v.status = 'ACTIVE' AND p.status <> 'ARCHIVED'`,
  );
  return { IN_STOCK: counts?.inStock ?? 0, LOW: counts?.low ?? 0, SOLD_OUT: counts?.soldOut ?? 0 };
}

/** A variant's movements, newest first. Errors: `inventory.variantNotFound`, `http.badCursor`. */
export async function listMovements(
  db: Db,
  { variantId, cursor, limit }: { variantId: string } & PageQuery,
): Promise<Result<Page<Movement>, InventoryError | BadCursor>> {
  const conditions = [sql`m.variant_id = ${variantId}::uuid`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([Moment, z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`(m.created_at, m.id) < (${last[0]}::timestamptz, ${last[1]}::uuid)`);
  }
  const found = await selectMovements(db, { where: joinSql(conditions, ' AND '), limit: limit + 1 });
  if (found.length === 0 && (await db.variant.count({ where: { id: variantId } })) === 0)
    return err({ code: 'inventory.variantNotFound' });
  return ok(toPage(found, limit, (movement) => [movement.createdAt, movement.id]));
}

export async function readMovement(
  db: Db,
  { movementId }: { movementId: string },
): Promise<Result<Movement, { code: 'http.notFound' }>> {
  const [found] = await selectMovements(db, { where: sql`m.id = ${movementId}::uuid`, limit: 1 });
  return found ? ok(found) : err({ code: 'http.notFound' });
}

const available = sql`coalesce(s.on_hand_units - s.reserved_units, 0)`;
const minimum = sql`coalesce(s.safety_min_units, 0)`;

/** `stockStatus` of the catalogue's rules, as SQL. */
const statusConditions: Record<StockStatus, Sql> = {
  SOLD_OUT: sql`${available} <= 0`,
  LOW: sql`(${available} > 0 AND ${available} <= ${minimum})`,
  IN_STOCK: sql`(${available} > 0 AND ${available} > ${minimum})`,
};

type StockRecord = Omit<StockRow, 'stockStatus' | 'updatedAt'> & {
  optionsEn: PairedOptions | null;
  updatedAt: Date | null;
};

async function selectStock(
  db: Db,
  { where, limit, locale }: { where: Sql; limit: number; locale: Locale },
): Promise<StockRow[]> {
  const found = await rows<StockRecord>(
    db,
    sql`SELECT v.id AS variant_id, p.id AS product_id, p.slug AS product_slug, p.status::text AS product_status, ${productName(locale)} AS product_name, v.sku, v.options, v.options_en,
          (SELECT jsonb_build_object('url', i.url, 'width', i.width, 'height', i.height)
           FROM pictures i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS image,
          coalesce(s.on_hand_units, 0) AS on_hand_units, coalesce(s.reserved_units, 0) AS reserved_units,
          ${available} AS available_units, ${minimum} AS safety_min_units, s.safety_max_units, s.updated_at
        FROM variants v JOIN products p ON p.id = v.product_id LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE ${where} ORDER BY v.sku LIMIT ${limit}`,
  );
  return found.map(({ optionsEn, ...row }) => ({
    ...row,
    options: localizeOptions({ options: row.options, optionsEn }, locale),
    stockStatus: stockStatus(row),
    updatedAt: row.updatedAt?.toISOString() ?? null,
  }));
}

type MovementRow = Omit<Movement, 'actor' | 'order' | 'createdAt'> & {
  createdAt: Date;
  actorId: string | null;
  actorName: string | null;
  orderId: string | null;
  orderNumber: string | null;
};

async function selectMovements(db: Db, { where, limit }: { where: Sql; limit: number }): Promise<Movement[]> {
  const found = await rows<MovementRow>(
    db,
    sql`SELECT m.id, m.variant_id, m.delta_units, m.balance_units, m.reason::text, m.note, m.created_at,
          m.actor_id, u.name AS actor_name, m.order_id, o.number AS order_number
        FROM stock_movements m LEFT JOIN users u ON u.id = m.actor_id LEFT JOIN orders o ON o.id = m.order_id
        WHERE ${where} ORDER BY m.created_at DESC, m.id DESC LIMIT ${limit}`,
  );
  return found.map(({ actorId, actorName, orderId, orderNumber, createdAt, ...movement }) => ({
    ...movement,
    actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
    order: orderId === null ? null : { id: orderId, number: orderNumber ?? '' },
    createdAt: createdAt.toISOString(),
  }));
}
