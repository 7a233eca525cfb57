import { z } from 'zod';
import { containing, nameContains } from '@/lib/catalog/product-sql';
import { stockStatus } from '@/lib/catalog/rules';
import { productName } from '@/lib/catalog/texts';
import type { Db } from '@/lib/db/client';
import { firstRow, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { hours, later } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { localizeOptions, type PairedOptions } from '@/lib/shared/options';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  conversionMs,
  type MyRestock,
  type RestockConversion,
  type RestockCounts,
  type RestockQuery,
  type RestockRow,
  type RestockState,
  type RestockVariant,
  type RestockVariantRow,
  type RestockWaveQuery,
  type RestockWaveRow,
  restockStates,
  wavePauseMs,
} from './model';

type BadCursor = { code: 'http.badCursor' };

/** How far back the conversion looks. */
const conversionWindowMs = hours(24 * 30);
/** Variants that one look for restocks finds; the next finds more. */
const restocksMax = 500;

/** Units of the variant `v` of the product `p`, with its stock `s`, that people can buy: none of what is not on sale. */
const sellableUnits = sql`CASE WHEN v.status = 'ACTIVE' AND p.status = 'ACTIVE'
  THEN coalesce(s.on_hand_units - s.reserved_units, 0) ELSE 0 END`;

const variantTables = sql`variants v JOIN products p ON p.id = v.product_id LEFT JOIN stock_levels s ON s.variant_id = v.id`;

/** What the shop shows of the variant `v` of the product `p`. */
function variantColumns(locale: Locale): Sql {
  return sql`v.id AS variant_id, p.id AS product_id, p.slug AS product_slug, ${productName(locale)} AS product_name,
    v.sku, v.options, v.options_en,
    (SELECT jsonb_build_object('url', i.url, 'width', i.width, 'height', i.height)
     FROM pictures i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS image`;
}

type VariantColumns = Pick<RestockRow, 'variantId' | 'productId' | 'productSlug' | 'productName' | 'sku' | 'image'> & {
  options: Record<string, string>;
  optionsEn: PairedOptions | null;
};

/** Units that people can buy of a variant right now. */
export async function readSellableUnits(db: Db, variantId: string): Promise<number> {
  const found = await firstRow<{ units: number }>(
    db,
    sql`SELECT ${sellableUnits} AS units FROM ${variantTables} WHERE v.id = ${variantId}::uuid`,
  );
  return found?.units ?? 0;
}

/** What mails and pages say of a variant; null when there is none. */
export async function readRestockVariant(
  db: Db,
  { variantId, locale }: { variantId: string; locale: Locale },
): Promise<(RestockVariant & { isOnSale: boolean; availableUnits: number }) | null> {
  const found = await firstRow<VariantColumns & { isOnSale: boolean; availableUnits: number }>(
    db,
    sql`SELECT ${variantColumns(locale)}, v.status = 'ACTIVE' AND p.status = 'ACTIVE' AS is_on_sale, ${sellableUnits} AS available_units
        FROM ${variantTables} WHERE v.id = ${variantId}::uuid`,
  );
  if (!found) return null;
  const { productSlug, productName: name, isOnSale, availableUnits } = found;
  return { productSlug, productName: name, options: localizeOptions(found, locale), isOnSale, availableUnits };
}

/** Whose link it is: what the pages behind a mail's links show. Null when there is no such subscription. */
export async function readLinkedRestock(
  db: Db,
  { subscriptionId, locale }: { subscriptionId: string; locale: Locale },
): Promise<(RestockVariant & { email: string; state: RestockState; othersCount: number }) | null> {
  const found = await firstRow<VariantColumns & { email: string; state: RestockState; othersCount: number }>(
    db,
    sql`SELECT ${variantColumns(locale)}, r.email, r.state::text,
          (SELECT count(*) FROM restock_subscriptions o
           WHERE o.email = r.email AND o.id <> r.id AND o.state IN ('PENDING_CONFIRMATION', 'WAITING')) AS others_count
        FROM restock_subscriptions r JOIN variants v ON v.id = r.variant_id JOIN products p ON p.id = v.product_id
        WHERE r.id = ${subscriptionId}::uuid`,
  );
  if (!found) return null;
  const { productSlug, productName: name, email, state, othersCount } = found;
  return { productSlug, productName: name, options: localizeOptions(found, locale), email, state, othersCount };
}

/** The variants among these that the member waits for: what a product's page says instead of asking. */
export async function findAwaited(db: Db, { userId, variantIds }: { userId: string; variantIds: string[] }) {
  const found = await rows<{ variantId: string }>(
    db,
    sql`SELECT variant_id FROM restock_subscriptions
        WHERE user_id = ${userId}::uuid AND variant_id = ANY (${variantIds}::uuid[]) AND state = 'WAITING'`,
  );
  return found.map(({ variantId }) => variantId);
}

/** The actor's alerts that wait or were told, newest first. Error: `http.badCursor`. */
export async function listMyRestocks(
  db: Db,
  { actor, cursor, limit }: { actor: Actor } & PageQuery,
  { locale }: { locale: Locale },
): Promise<Result<Page<MyRestock>, BadCursor>> {
  const conditions = [sql`r.user_id = ${actor.userId}::uuid AND r.state <> 'ENDED'`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`r.id < ${last[0]}::uuid`);
  }
  const found = await rows<VariantColumns & Times & MyColumns>(
    db,
    sql`SELECT ${variantColumns(locale)}, r.id, r.email, r.state::text, r.created_at, r.waiting_since, r.notified_at,
          ${sellableUnits} AS available_units, coalesce(s.safety_min_units, 0) AS safety_min_units
        FROM restock_subscriptions r JOIN variants v ON v.id = r.variant_id
          JOIN products p ON p.id = v.product_id LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE ${joinSql(conditions, ' AND ')} ORDER BY r.id DESC LIMIT ${limit + 1}`,
  );
  const items = found.map(({ sku: _, availableUnits, safetyMinUnits, ...row }) => ({
    ...shown(row, locale),
    stockStatus: stockStatus({ availableUnits, safetyMinUnits }),
  }));
  return ok(toPage(items, limit, ({ id }) => [id]));
}

type MyColumns = Pick<MyRestock, 'id' | 'email' | 'state'> & { availableUnits: number; safetyMinUnits: number };

type Times = { createdAt: Date; waitingSince: Date | null; notifiedAt: Date | null };

function shown<Row extends Times & { options: Record<string, string>; optionsEn: PairedOptions | null }>(
  { optionsEn, createdAt, waitingSince, notifiedAt, ...row }: Row,
  locale: Locale,
) {
  return {
    ...row,
    options: localizeOptions({ options: row.options, optionsEn }, locale),
    createdAt: createdAt.toISOString(),
    waitingSince: waitingSince?.toISOString() ?? null,
    notifiedAt: notifiedAt?.toISOString() ?? null,
  };
}

/**
 * Variants that somebody waits for, that can be bought, and whose last wave is long enough ago; and those whose wave is open, since its
 * engine may have died. Of these ids only, or of all.
 */
export async function findRestocks(
  db: Db,
  { among, now }: { among?: string[]; now: Date },
): Promise<{ variantId: string }[]> {
  const these = among ? sql`variant_id = ANY (${among}::uuid[])` : sql`true`;
  return await rows<{ variantId: string }>(
    db,
    sql`WITH awaited AS MATERIALIZED (
          SELECT DISTINCT variant_id FROM restock_subscriptions WHERE state = 'WAITING' AND ${these}
        )
        SELECT a.variant_id FROM awaited a JOIN variants v ON v.id = a.variant_id
          JOIN products p ON p.id = v.product_id LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE ${sellableUnits} > 0
          AND NOT EXISTS (SELECT FROM restock_waves w WHERE w.variant_id = a.variant_id
            AND (w.ended_at IS NULL OR w.ended_at > ${later(now, -wavePauseMs)}))
        UNION SELECT variant_id FROM restock_waves WHERE ended_at IS NULL AND ${these}
        LIMIT ${restocksMax}`,
  );
}

// The back office

/** Whether the subscription `r` led to a sale: its variant was paid for in time, by the member or by an account with the address. */
const hasBought = sql`EXISTS (
  SELECT FROM users u JOIN orders o ON o.user_id = u.id JOIN order_lines l ON l.order_id = o.id
  WHERE (u.id = r.user_id OR u.email = r.email) AND l.variant_id = r.variant_id AND l.cancelled_quantity < l.quantity AND o.status <> 'CANCELLED'
    AND o.paid_at >= r.notified_at AND o.paid_at < r.notified_at + make_interval(secs => ${conversionMs / 1_000}))`;

/** Whether the subscription `r` was told: one whose mail failed was not. */
const wasTold = sql`r.notified_at IS NOT NULL AND NOT EXISTS (SELECT FROM messages m WHERE m.id = r.message_id AND m.state = 'FAILED')`;

/** Everybody's, newest first. Error: `http.badCursor`. */
export async function listRestocks(
  db: Db,
  { state, variantId, q, cursor, limit }: RestockQuery,
  { locale }: { locale: Locale },
): Promise<Result<Page<RestockRow>, BadCursor>> {
  const conditions = [sql`true`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`r.id < ${last[0]}::uuid`);
  }
  if (state) conditions.push(sql`r.state = ${state}::restock_state`);
  if (variantId) conditions.push(sql`r.variant_id = ${variantId}::uuid`);
  if (q) conditions.push(sql`(r.email ILIKE ${containing(q)} OR ${nameContains(q)} OR v.sku ILIKE ${containing(q)})`);
  const found = await rows<VariantColumns & Times & RowColumns>(
    db,
    sql`SELECT ${variantColumns(locale)}, r.id, r.email, r.state::text, r.created_at, r.waiting_since, r.notified_at, r.ended_at,
          CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS user,
          w.number AS wave_number, m.message, ${hasBought} AS has_bought
        FROM restock_subscriptions r JOIN variants v ON v.id = r.variant_id JOIN products p ON p.id = v.product_id
          LEFT JOIN users u ON u.id = r.user_id LEFT JOIN restock_waves w ON w.id = r.wave_id
          LEFT JOIN LATERAL (
            SELECT jsonb_build_object('id', m.id, 'state', m.state, 'captured', m.captured, 'attempts', m.attempts, 'lastError', m.last_error, 'sentAt', m.sent_at) AS message
            FROM messages m WHERE m.subscription_id = r.id ORDER BY m.id DESC LIMIT 1) m ON true
        WHERE ${joinSql(conditions, ' AND ')} ORDER BY r.id DESC LIMIT ${limit + 1}`,
  );
  const items = found.map(({ endedAt, message, ...row }) => ({
    ...shown(row, locale),
    endedAt: endedAt?.toISOString() ?? null,
    message: message && { ...message, sentAt: message.sentAt && new Date(message.sentAt).toISOString() },
  }));
  return ok(toPage(items, limit, ({ id }) => [id]));
}

type RowColumns = Pick<RestockRow, 'id' | 'email' | 'state' | 'user' | 'waveNumber' | 'message' | 'hasBought'> & {
  endedAt: Date | null;
};

/** How many subscriptions are in each state, as the list's tabs show. */
export async function countRestocks(db: Db): Promise<RestockCounts> {
  const found = await rows<{ state: RestockState; count: number }>(
    db,
    sql`SELECT state::text, count(*) FROM restock_subscriptions GROUP BY state`,
  );
  const counts = new Map(found.map(({ state, count }) => [state, count]));
  return Object.fromEntries(restockStates.map((state) => [state, counts.get(state) ?? 0])) as RestockCounts;
}

/** Of those told in the last 30 days, how many bought within 48 hours. */
export async function readConversion(db: Db, { now }: { now: Date }): Promise<RestockConversion> {
  const found = await firstRow<RestockConversion>(
    db,
    sql`SELECT count(*) AS notified_count, count(*) FILTER (WHERE ${hasBought}) AS bought_count
        FROM restock_subscriptions r WHERE ${wasTold} AND r.notified_at > ${later(now, -conversionWindowMs)}`,
  );
  return found ?? { notifiedCount: 0, boughtCount: 0 };
}

/** Variants that somebody waits for, those with the longest line first. Error: `http.badCursor`. */
export async function listRestockVariants(
  db: Db,
  { cursor, limit }: PageQuery,
  { locale }: { locale: Locale },
): Promise<Result<Page<RestockVariantRow>, BadCursor>> {
  const last = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.int(), z.uuid()]));
  if (cursor !== undefined && !last) return err({ code: 'http.badCursor' });
  const found = await rows<VariantColumns & VariantCounts>(
    db,
    sql`SELECT ${variantColumns(locale)}, ${sellableUnits} AS available_units,
          c.waiting_count, c.pending_count, c.waiting_since,
          (SELECT count(*) FROM restock_subscriptions r WHERE r.variant_id = v.id AND r.notified_at IS NOT NULL) AS notified_count
        FROM (
          SELECT variant_id, count(*) FILTER (WHERE state = 'WAITING') AS waiting_count,
            count(*) FILTER (WHERE state = 'PENDING_CONFIRMATION') AS pending_count, min(waiting_since) AS waiting_since
          FROM restock_subscriptions WHERE state IN ('PENDING_CONFIRMATION', 'WAITING') GROUP BY variant_id
        ) c JOIN variants v ON v.id = c.variant_id JOIN products p ON p.id = v.product_id
          LEFT JOIN stock_levels s ON s.variant_id = v.id
        WHERE ${last ? sql`(c.waiting_count, v.id) < (${last[0]}::bigint, ${last[1]}::uuid)` : sql`true`}
        ORDER BY c.waiting_count DESC, v.id DESC LIMIT ${limit + 1}`,
  );
  const items = found.map(({ optionsEn, waitingSince, productId: _, ...row }) => ({
    ...row,
    options: localizeOptions({ options: row.options, optionsEn }, locale),
    waitingSince: waitingSince?.toISOString() ?? null,
  }));
  return ok(toPage(items, limit, ({ waitingCount, variantId }) => [waitingCount, variantId]));
}

type VariantCounts = Pick<RestockVariantRow, 'availableUnits' | 'waitingCount' | 'pendingCount' | 'notifiedCount'> & {
  waitingSince: Date | null;
};

/** Waves, newest first. Error: `http.badCursor`. */
export async function listRestockWaves(
  db: Db,
  { variantId, cursor, limit }: RestockWaveQuery,
  { locale }: { locale: Locale },
): Promise<Result<Page<RestockWaveRow>, BadCursor>> {
  const conditions = [sql`true`];
  if (cursor !== undefined) {
    const last = decodeCursor(cursor, z.tuple([z.uuid()]));
    if (!last) return err({ code: 'http.badCursor' });
    conditions.push(sql`w.id < ${last[0]}::uuid`);
  }
  if (variantId) conditions.push(sql`w.variant_id = ${variantId}::uuid`);
  const found = await rows<WaveColumns>(
    db,
    sql`SELECT w.id, w.variant_id, ${productName(locale)} AS product_name, v.sku, v.options, v.options_en, w.number, w.available_units, w.size,
          w.started_at, w.ended_at, w.ended_by::text, c.notified_count, c.bought_count
        FROM restock_waves w JOIN variants v ON v.id = w.variant_id JOIN products p ON p.id = v.product_id
          CROSS JOIN LATERAL (
            SELECT count(*) AS notified_count, count(*) FILTER (WHERE ${hasBought}) AS bought_count
            FROM restock_subscriptions r WHERE r.wave_id = w.id AND ${wasTold}) c
        WHERE ${joinSql(conditions, ' AND ')} ORDER BY w.id DESC LIMIT ${limit + 1}`,
  );
  const items = found.map(({ optionsEn, startedAt, endedAt, ...row }) => ({
    ...row,
    options: localizeOptions({ options: row.options, optionsEn }, locale),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
  return ok(toPage(items, limit, ({ id }) => [id]));
}

type WaveColumns = Omit<RestockWaveRow, 'startedAt' | 'endedAt'> & {
  optionsEn: PairedOptions | null;
  startedAt: Date;
  endedAt: Date | null;
};
