import type { Db } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import { assertAdmin } from '@/lib/identity/assert-admin';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { err, ok, type Result } from '@/lib/shared/result';
import { type ColumnName, type ReadRow, readHeader, readRow } from './columns';
import { type BulkError, importBytesMax, importRowLengthMax, importRowsMax } from './model';
import { type CsvRow, decodeUtf8, readCsv, UnreadableFile } from './read-csv';
import { unguardFormula } from './write-csv';

/**
 * Rows of one INSERT, by count and by characters. Prisma keeps the arguments of its last hundred messages for its error reports, so this
 * counts some fifty times; nothing else of a file is ever in memory.
 */
const batchRowsMax = 500;
const batchLengthMax = 128 * 1024;

/**
 * Takes in a CSV file as it comes, row by row, for `checkImport` to look at. Needs no transaction and keeps none open, however slowly the
 * bytes arrive: what a broken upload leaves is swept.
 *
 * Errors, after which nothing is left: `import.columns`, `import.workbook`, `import.notUtf8`, `import.unreadable`, `import.empty`, `import.tooManyRows`,
 * `http.tooLarge`.
 */
export async function receiveImport(
  db: Db,
  { actor, fileName, bytes, now }: ReceiveImport,
): Promise<Result<{ importId: string }, BulkError>> {
  assertAdmin(actor);
  const importId = newId();
  try {
    const texts = decodeUtf8(bytes, { bytesMax: importBytesMax });
    const rows = readCsv(texts, { rowLengthMax: importRowLengthMax });
    const header = readHeader(await firstCells(rows));
    if (!('columns' in header)) return err({ code: 'import.columns', ...header });
    await db.productImport.create({
      data: { id: importId, actorId: actor.userId, fileName, columns: header.columns, createdAt: now },
    });
    const rowCount = await keepRows(db, { importId, header: header.columns, rows });
    if (rowCount === 0) throw new UnreadableFile({ code: 'import.empty' });
    await db.productImport.update({ where: { id: importId }, data: { rowCount } });
    return ok({ importId });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await db.productImport.deleteMany({ where: { id: importId } });
    return err(error.failure);
  }
}

type ReceiveImport = { actor: Actor; fileName: string; bytes: AsyncIterable<Uint8Array>; now: Date };

async function firstCells(rows: AsyncGenerator<CsvRow>): Promise<string[]> {
  const first = await rows.next();
  if (first.done) throw new UnreadableFile({ code: 'import.empty' });
  return first.value.cells;
}

type FileRows = { importId: string; header: ColumnName[]; rows: AsyncIterable<CsvRow> };

async function keepRows(db: Db, { importId, header, rows }: FileRows): Promise<number> {
  let [batch, length, count]: [StagedRow[], number, number] = [[], 0, 0];
  for await (const { line, cells: raw } of rows) {
    if (++count > importRowsMax) throw new UnreadableFile({ code: 'import.tooManyRows', limit: importRowsMax });
    const cells = raw.map(unguardFormula);
    batch.push({ line, cells, ...readRow(header, cells), ids: [newId(), newId(), newId()] });
    length += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (batch.length < batchRowsMax && length < batchLengthMax) continue;
    await insertRows(db, { importId, batch });
    [batch, length] = [[], 0];
  }
  if (batch.length > 0) await insertRows(db, { importId, batch });
  return count;
}

type StagedRow = ReadRow & { line: number; cells: string[]; ids: [product: string, variant: string, movement: string] };

/** One statement for a batch and its problems. */
async function insertRows(db: Db, { importId, batch }: { importId: string; batch: StagedRow[] }): Promise<void> {
  await execute(
    db,
    sql`WITH batch AS MATERIALIZED (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
            AS b (line int, cells jsonb, slug text, sku text, said jsonb, ids jsonb, problems jsonb)
        ),
        kept AS (
          INSERT INTO product_import_rows (import_id, line, cells, slug, sku, said, new_product_id, new_variant_id, new_movement_id)
          SELECT ${importId}::uuid, line, ARRAY(SELECT jsonb_array_elements_text(cells)), slug, sku, said,
            (ids->>0)::uuid, (ids->>1)::uuid, (ids->>2)::uuid
          FROM batch
        )
        INSERT INTO product_import_problems (import_id, line, column_name, code, detail)
        SELECT ${importId}::uuid, line, p->>'column', p->>'code', coalesce(p->'detail', '{}')
        FROM batch, jsonb_array_elements(problems) AS p
        ON CONFLICT DO NOTHING`,
  );
}
