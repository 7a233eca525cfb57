import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { emptySql, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import type { Locale } from '@/lib/shared/locale';
import { Moment } from '@/lib/shared/moment';
import { decodeCursor, type Page, type PageQuery, toPage } from '@/lib/shared/pagination';
import { err, ok, type Result } from '@/lib/shared/result';
import { type Cells, newProductCells, newVariantCells, productColumns, variantColumns, writeCell } from './columns';
import type { BulkError, ImportChange, ImportEffect, ImportProblem, ProductImport } from './model';
import { type ProblemCode, problemText } from './problems';
import { byteOrderMark, csvLine, guardFormula } from './write-csv';

type BadCursor = { code: 'http.badCursor' };

export async function readImport(
  db: Db,
  { importId }: { importId: string },
): Promise<Result<ProductImport, BulkError>> {
  const found = await firstRow<ImportRow>(db, sql`${importColumns} WHERE i.id = ${importId}::uuid`);
  return found ? ok(toImport(found)) : err({ code: 'import.notFound' });
}

/** Those that are kept, newest first. */
export async function listImports(
  db: Db,
  { limit, cursor }: PageQuery,
): Promise<Result<Page<ProductImport>, BadCursor>> {
  const last = cursor === undefined ? null : decodeCursor(cursor, z.tuple([Moment, z.uuid()]));
  if (cursor !== undefined && !last) return err({ code: 'http.badCursor' });
  const older = last ? sql`WHERE (i.created_at, i.id) < (${last[0]}::timestamptz, ${last[1]}::uuid)` : emptySql;
  const found = await rows<ImportRow>(
    db,
    sql`${importColumns} ${older} ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit + 1}`,
  );
  return ok(toPage(found.map(toImport), limit, ({ createdAt, id }) => [createdAt, id]));
}

/** What is wrong with the rows of an import, in the file's order. Errors: `import.notFound`. */
export async function listProblems(
  db: Db,
  { importId, limit, cursor, locale }: PageQuery & { importId: string; locale: Locale },
): Promise<Result<Page<ImportProblem>, BulkError | BadCursor>> {
  const last = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.int32(), z.string()]));
  if (cursor !== undefined && !last) return err({ code: 'http.badCursor' });
  const file = await db.productImport.findUnique({ where: { id: importId }, select: { columns: true } });
  if (!file) return err({ code: 'import.notFound' });
  const later = last ? sql`AND (x.line, x.column_name) > (${last[0]}::int, ${last[1]})` : emptySql;
  const found = await rows<ProblemRow>(
    db,
    sql`SELECT x.line, x.column_name, x.code, x.detail, r.cells
        FROM product_import_problems x JOIN product_import_rows r ON r.import_id = x.import_id AND r.line = x.line
        WHERE x.import_id = ${importId}::uuid ${later} ORDER BY x.line, x.column_name LIMIT ${limit + 1}`,
  );
  const problems = found.map(({ line, columnName, code, detail, cells }) => ({
    line,
    column: columnName || null,
    code,
    message: problemText(code, detail, locale),
    cell: columnName ? (cells[file.columns.indexOf(columnName)] ?? null) : null,
  }));
  return ok(toPage(problems, limit, ({ line, column }) => [line, column ?? '']));
}

/** What an import does, row by row; rows that change nothing are left out. Errors: `import.notFound`. */
export async function listChanges(
  db: Db,
  { importId, limit, cursor }: PageQuery & { importId: string },
): Promise<Result<Page<ImportChange>, BulkError | BadCursor>> {
  const last = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.int32()]));
  if (cursor !== undefined && !last) return err({ code: 'http.badCursor' });
  if ((await db.productImport.count({ where: { id: importId } })) === 0) return err({ code: 'import.notFound' });
  const later = last ? sql`AND r.line > ${last[0]}::int` : emptySql;
  const found = await rows<ChangeRow>(
    db,
    sql`SELECT r.line, r.slug AS product_slug, coalesce(g.after->>'nameKo', '') AS name, r.sku, r.effect AS variant_effect, r.before, r.after,
          CASE WHEN r.effect = 'CREATE' THEN r.said->>'onHandUnits' END AS first_units,
          CASE WHEN g.line = r.line THEN g.effect ELSE 'SAME' END AS product_effect,
          CASE WHEN g.line = r.line THEN g.before END AS product_before, CASE WHEN g.line = r.line THEN g.after END AS product_after
        FROM product_import_rows r JOIN product_import_products g ON g.import_id = r.import_id AND g.slug = r.slug
        WHERE r.import_id = ${importId}::uuid AND r.sku IS NOT NULL ${later}
          AND (r.effect <> 'SAME' OR (g.line = r.line AND g.effect <> 'SAME'))
          AND NOT EXISTS (SELECT FROM product_import_problems x WHERE x.import_id = r.import_id AND x.line = r.line)
        ORDER BY r.line LIMIT ${limit + 1}`,
  );
  return ok(toPage(found.map(toChange), limit, ({ line }) => [line]));
}

/** Rows that are read at once for the file of bad rows. */
const badRowsPageSize = 500;

/**
 * The bad rows of an import as a CSV file: as they came, with their line and what is wrong with them before; without those two columns it can
 * be imported. Errors: `import.notFound`.
 */
export async function exportBadRows(
  db: Db,
  { importId, locale }: { importId: string; locale: Locale },
): Promise<Result<AsyncGenerator<string>, BulkError>> {
  const file = await db.productImport.findUnique({ where: { id: importId }, select: { columns: true } });
  return file ? ok(badRows(db, { importId, locale, columns: file.columns })) : err({ code: 'import.notFound' });
}

async function* badRows(
  db: Db,
  { importId, locale, columns }: { importId: string; locale: Locale; columns: string[] },
): AsyncGenerator<string> {
  let heading = byteOrderMark + csvLine(['line', 'problems', ...columns]);
  for (let afterLine = 0, isMore = true; isMore; ) {
    const page = await rows<{ line: number; cells: string[]; problems: Omit<ProblemRow, 'line' | 'cells'>[] }>(
      db,
      sql`SELECT r.line, r.cells, p.problems
          FROM (
            SELECT x.line, jsonb_agg(jsonb_build_object('columnName', x.column_name, 'code', x.code, 'detail', x.detail)
              ORDER BY x.column_name) AS problems
            FROM product_import_problems x WHERE x.import_id = ${importId}::uuid AND x.line > ${afterLine}
            GROUP BY x.line ORDER BY x.line LIMIT ${badRowsPageSize}) AS p
            JOIN product_import_rows r ON r.import_id = ${importId}::uuid AND r.line = p.line
          ORDER BY r.line`,
    );
    const lines = page.map(({ line, cells, problems }) => {
      const told = problems.map(({ columnName, code, detail }) =>
        [columnName, problemText(code, detail, locale)].filter(Boolean).join(': '),
      );
      return csvLine([String(line), told.join(' / '), ...cells].map(guardFormula));
    });
    yield heading + lines.join('');
    heading = '';
    isMore = page.length === badRowsPageSize;
    afterLine = page.at(-1)?.line ?? 0;
  }
}

/** Imports that are to be applied, those that wait longest first. */
export async function findRequestedImports(db: Db, { limit }: { limit: number }): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    sql`SELECT id FROM product_imports WHERE state = 'APPLYING' ORDER BY requested_at, id LIMIT ${limit}`,
  );
  return found.map(({ id }) => id);
}

type ImportRow = Omit<ProductImport, 'createdAt' | 'requestedAt' | 'endedAt'> & {
  createdAt: Date;
  requestedAt: Date | null;
  endedAt: Date | null;
};

const importColumns: Sql = sql`
  SELECT i.id, i.file_name, i.state, i.row_count, i.bad_row_count, i.counts, i.applied_rows, i.created_at, i.requested_at, i.ended_at,
    (SELECT jsonb_build_object('id', u.id, 'name', u.name) FROM users u WHERE u.id = i.actor_id) AS actor
  FROM product_imports i`;

function toImport({ createdAt, requestedAt, endedAt, ...row }: ImportRow): ProductImport {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    requestedAt: requestedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

type ProblemRow = {
  line: number;
  columnName: string;
  code: ProblemCode;
  detail: Record<string, string | number>;
  cells: string[];
};

type ChangeRow = Pick<ImportChange, 'line' | 'productSlug' | 'name' | 'sku'> & {
  productEffect: ImportEffect;
  variantEffect: ImportEffect;
  before: Cells | null;
  after: Cells;
  firstUnits: string | null;
  productBefore: Cells | null;
  productAfter: Cells | null;
};

function toChange({ before, after, firstUnits, productBefore, productAfter, ...row }: ChangeRow): ImportChange {
  const ofProduct = productAfter ? changedCells(productColumns, productBefore, productAfter, newProductCells) : [];
  const ofVariant = changedCells(variantColumns, before, after, newVariantCells);
  const ofStock = firstUnits === null ? [] : [{ column: 'onHandUnits', before: null, after: firstUnits }];
  return { ...row, cells: [...ofProduct, ...ofVariant, ...ofStock] };
}

/** Columns whose cells become others; of what is new, those that are other than it has by itself. */
function changedCells(columns: string[], before: Cells | null, after: Cells, byItself: Cells): ImportChange['cells'] {
  return columns
    .filter((column) => writeCell(column, after) !== writeCell(column, before ?? byItself))
    .map((column) => ({ column, before: before && writeCell(column, before), after: writeCell(column, after) }));
}
