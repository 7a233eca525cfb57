import { z } from 'zod';
import { productName } from '@/lib/catalog/texts';
import type { Db } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import { hours, later } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { localizeOptions, type PairedOptions } from '@/lib/shared/options';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { type ReorderRow, reorderAheadDays, salesDaysMax } from './model';
import { suggestedUnits } from './rules';

/** An older count than that reaches back too far. It is made each hour. */
const countHoursMax = 3;

/**
 * Variants at or below their minimum, or that will be soon at the speed of their sales; those that are furthest below come first.
 * What nobody buys and no limit asks for needs nothing, sold out or not.
 *
 * Speed is what `countVariantSales` counted an hour ago, and what moved since; all that moved where there is no such count. Error:
 * `http.badCursor`.
 */
export async function listToReorder(
  db: Db,
  { cursor, limit }: PageQuery,
  { locale, now }: { locale: Locale; now: Date },
): Promise<Result<Page<ReorderRow>, { code: 'http.badCursor' }>> {
  const last = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.int(), z.uuid()]));
  if (cursor !== undefined && !last) return err({ code: 'http.badCursor' });
  const since = later(now, -hours(24 * salesDaysMax));
  const countedSince = later(now, -hours(countHoursMax));
  const found = await rows<ReorderRecord>(
    db,
    sql`
      WITH lately AS MATERIALIZED (
        SELECT m.variant_id, -sum(m.delta_units) AS units FROM stock_movements m
        WHERE m.reason IN ('SALE', 'CANCEL')
          AND m.created_at >= coalesce(
            (SELECT counted_at FROM variant_sales WHERE counted_at >= ${countedSince}::timestamptz LIMIT 1), ${since}::timestamptz)
        GROUP BY m.variant_id
      ),
      paced AS (
        SELECT v.id AS variant_id, v.product_id, v.sku, v.options, v.options_en, s.on_hand_units, s.safety_min_units, s.safety_max_units,
          s.on_hand_units - s.reserved_units AS available_units,
          greatest(0, coalesce(d.units, 0) + coalesce(l.units, 0))::float8
            / greatest(1, least(${salesDaysMax}::float8, extract(epoch FROM ${now}::timestamptz - v.created_at)::float8 / 86400)) AS sold_per_day
        FROM variants v JOIN stock_levels s ON s.variant_id = v.id
          LEFT JOIN variant_sales d ON d.variant_id = v.id AND d.counted_at >= ${countedSince}::timestamptz
          LEFT JOIN lately l ON l.variant_id = v.id
        WHERE v.status = 'ACTIVE'
      )
      SELECT r.*, ${productName(locale)} AS product_name,
        (SELECT jsonb_build_object('url', i.url, 'width', i.width, 'height', i.height)
         FROM pictures i WHERE i.product_id = p.id ORDER BY i.position LIMIT 1) AS image,
        (SELECT coalesce(sum(e.units - e.received_units), 0) FROM expected_stock e
         WHERE e.variant_id = r.variant_id AND e.ended_at IS NULL) AS on_order_units
      FROM paced r JOIN products p ON p.id = r.product_id
      WHERE p.status = 'ACTIVE' AND (r.sold_per_day > 0 OR r.safety_min_units > 0 OR r.safety_max_units > 0)
        AND r.available_units - r.sold_per_day * ${reorderAheadDays}::int <= r.safety_min_units
        ${last ? sql`AND (r.available_units - r.safety_min_units, r.variant_id) > (${last[0]}::int, ${last[1]}::uuid)` : sql``}
      ORDER BY r.available_units - r.safety_min_units, r.variant_id
      LIMIT ${limit + 1}`,
  );
  const page = toPage(found, limit, (row) => [row.availableUnits - row.safetyMinUnits, row.variantId]);
  return ok({ ...page, items: page.items.map((row) => viewRow(row, locale)) });
}

type ReorderRecord = Omit<ReorderRow, 'coverDays' | 'suggestedUnits'> & { optionsEn: PairedOptions | null };

function viewRow({ optionsEn, ...row }: ReorderRecord, locale: Locale): ReorderRow {
  return {
    ...row,
    options: localizeOptions({ options: row.options, optionsEn }, locale),
    // One unit in four weeks is 0.04 a day, and not nothing.
    soldPerDay: round(row.soldPerDay, 2),
    coverDays: row.soldPerDay > 0 ? round(row.availableUnits / row.soldPerDay, 1) : null,
    suggestedUnits: suggestedUnits(row),
  };
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
