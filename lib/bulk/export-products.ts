import { adminProductConditions } from '@/lib/catalog/admin-queries';
import type { Db } from '@/lib/db/client';
import { emptySql, joinSql, rows, sql } from '@/lib/db/sql';
import { type Cells, columnNames, writeCell } from './columns';
import type { ExportQuery } from './model';
import { byteOrderMark, csvLine, guardFormula } from './write-csv';

/** Products that are in memory at once. */
const pageSize = 200;

/**
 * Products as a CSV file that an import takes, newest first, a row for each variant, piece by piece: it is read as far as it is taken.
 * What changes meanwhile is in it as it is when its turn comes.
 */
export async function* exportProducts(db: Db, query: ExportQuery): AsyncGenerator<string> {
  let heading = byteOrderMark + csvLine(columnNames);
  let last: ExportedProduct | undefined;
  do {
    const page = await readPage(db, query, last);
    last = page.length === pageSize ? page.at(-1) : undefined;
    yield heading + page.flatMap(linesOf).join('');
    heading = '';
  } while (last);
}

type ExportedProduct = { id: string; cells: Cells; variants: Cells[] | null };

function readPage(db: Db, query: ExportQuery, last: ExportedProduct | undefined): Promise<ExportedProduct[]> {
  // Ids grow with time, and have an index whatever the filter.
  const older = last ? sql`AND p.id < ${last.id}::uuid` : emptySql;
  return rows<ExportedProduct>(
    db,
    sql`WITH page AS MATERIALIZED (
          SELECT p.id, p.slug, p.category_id, p.status FROM products p
          WHERE ${joinSql(adminProductConditions(query), ' AND ')} ${older}
          ORDER BY p.id DESC LIMIT ${pageSize}
        ),
        variant AS (
          SELECT v.product_id, jsonb_agg(jsonb_build_object('sku', v.sku, 'options', v.options, 'optionsEn', v.options_en,
            'priceWon', v.price_won, 'compareAtWon', v.compare_at_won, 'maxPerOrder', v.max_per_order, 'variantStatus', v.status,
            'onHandUnits', coalesce(s.on_hand_units, 0), 'safetyMinUnits', coalesce(s.safety_min_units, 0),
            'safetyMaxUnits', s.safety_max_units) ORDER BY v.position, v.id) AS cells
          FROM variants v LEFT JOIN stock_levels s ON s.variant_id = v.id
          WHERE v.product_id IN (SELECT id FROM page) GROUP BY v.product_id
        )
        SELECT page.id, variant.cells AS variants,
          jsonb_build_object('productSlug', page.slug, 'nameKo', ko.name, 'nameEn', en.name, 'descriptionKo', ko.description,
            'descriptionEn', en.description, 'category', c.slug, 'status', page.status) AS cells
        FROM page JOIN categories c ON c.id = page.category_id
          LEFT JOIN variant ON variant.product_id = page.id
          LEFT JOIN product_translations ko ON ko.product_id = page.id AND ko.locale = 'ko'
          LEFT JOIN product_translations en ON en.product_id = page.id AND en.locale = 'en'
        ORDER BY page.id DESC`,
  );
}

function linesOf({ cells, variants }: ExportedProduct): string[] {
  return (variants ?? []).map((variant) => {
    const all = { ...cells, ...variant };
    return csvLine(columnNames.map((column) => guardFormula(writeCell(column, all))));
  });
}
