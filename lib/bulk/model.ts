import { z } from 'zod';
import { AdminProductQuery } from '@/lib/catalog/admin-model';
import { locales } from '@/lib/shared/locale';
import { pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';

/** Of one file. */
export const importBytesMax = 64 * 1024 * 1024;
export const importRowsMax = 100_000;
/** Characters of one row: the longest texts in both languages fit in several times. */
export const importRowLengthMax = 64 * 1024;
export const fileNameLengthMax = 200;
/** What was not applied by then can't be any more: files and their rows are not kept forever. */
export const importLifetimeDays = 7;
/** So often an import is begun anew after a crash. */
export const importAttemptsMax = 5;

export const importStates = ['CHECKING', 'READY', 'REFUSED', 'APPLYING', 'APPLIED', 'FAILED'] as const;
export type ImportState = (typeof importStates)[number];

/** What one's word does, and in which states it may. */
export const importActions = { apply: ['READY'] } satisfies Record<string, ImportState[]>;

export const importEffects = ['CREATE', 'CHANGE', 'SAME'] as const;
export type ImportEffect = (typeof importEffects)[number];

export type BulkError =
  | { code: 'import.notFound' }
  | { code: 'import.columns'; unknown: string[]; missing: string[]; twice: string[] }
  | { code: 'import.workbook' }
  | { code: 'import.notUtf8' }
  | { code: 'import.unreadable'; line: number; reason: 'quoteNotClosed' | 'textAfterQuote' | 'rowTooLong' }
  | { code: 'import.empty' }
  | { code: 'import.tooManyRows'; limit: number }
  | { code: 'import.notReady'; state: ImportState }
  | { code: 'http.tooLarge'; limitBytes: number };

export const ImportParams = z.object({ id: z.uuid() });

export const UploadQuery = z.object({
  /** Shown in the list of imports. */
  fileName: Text(0, fileNameLengthMax).default(''),
});

const Counts = z.object({ created: z.int(), changed: z.int(), same: z.int() });

export const ImportCounts = z.object({
  products: Counts,
  variants: Counts,
  /** Rows that name other stock than a present variant has: it moves by stock movements only, and stays as it is. */
  ignoredStockRows: z.int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ProductImport = z
  .object({
    id: z.string(),
    fileName: z.string(),
    state: z.enum(importStates),
    rowCount: z.int(),
    badRowCount: z.int(),
    /** What the rows that are not bad would do; null until they are checked. */
    counts: ImportCounts.nullable(),
    /** While APPLYING: rows done so far. All of them count at once, in the end. */
    appliedRows: z.int(),
    /** Who brought the file. */
    actor: z.object({ id: z.string(), name: z.string() }).nullable(),
    createdAt: z.iso.datetime(),
    requestedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ProductImport' });
export type ProductImport = z.infer<typeof ProductImport>;
export const ProductImportPage = pageOf(ProductImport);

export const ImportProblem = z
  .object({
    /** Where the row begins in the file. */
    line: z.int(),
    /** Null when it is about the whole row. */
    column: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    /** What stands there. */
    cell: z.string().nullable(),
  })
  .meta({ id: 'ProductImportProblem' });
export type ImportProblem = z.infer<typeof ImportProblem>;
export const ImportProblemPage = pageOf(ImportProblem);

export const ImportChange = z
  .object({
    line: z.int(),
    productSlug: z.string(),
    name: z.string(),
    sku: z.string(),
    /** What becomes of the product, told at its first row, and of the variant. */
    productEffect: z.enum(importEffects),
    variantEffect: z.enum(importEffects),
    /** Cells as they are and as they will be; `before` is null for what is new, which tells only what is other than usual. */
    cells: z.array(z.object({ column: z.string(), before: z.string().nullable(), after: z.string() })),
  })
  .meta({ id: 'ProductImportChange' });
export type ImportChange = z.infer<typeof ImportChange>;
export const ImportChangePage = pageOf(ImportChange);

/** The filters of the back office's list of products, all of which are optional. */
export const ExportQuery = AdminProductQuery.omit({ limit: true, cursor: true });
export type ExportQuery = z.infer<typeof ExportQuery>;

/** A browser's link can't say the page's language otherwise. */
export const BadRowsQuery = z.object({ locale: z.enum(locales).optional() });
