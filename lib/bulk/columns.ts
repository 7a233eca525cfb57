import type { z } from 'zod';
import { NewProduct, NewVariant, Slug } from '@/lib/catalog/admin-model';
import {
  descriptionLengthMax,
  firstStockUnitsMax,
  maxPerOrderDefault,
  nameLengthMax,
  optionsPerVariantMax,
  priceWonMax,
  productStatuses,
  skuLengthMax,
  slugLengthMax,
  variantStatuses,
} from '@/lib/catalog/model';
import { onHandUnitsMax } from '@/lib/inventory/model';
import type { PairedOptions } from '@/lib/shared/options';
import { type OptionPairs, readOptions, writeOptions } from './option-cells';
import type { ProblemCode } from './problems';

/** Why a cell is bad: a code of lib/bulk/problems, and what its sentence names. */
export type CellProblem = { code: ProblemCode; detail?: Record<string, string | number> };

/** What a cell says. Nothing (`undefined`) leaves what is there as it is. */
type Reading = { said: unknown } | { problem: CellProblem };

type Column = {
  /** Rows of one product must agree on what they say of it. */
  of: 'product' | 'variant';
  /** A file without this column, and a row without this cell, can't be told apart from others. */
  required?: true;
  read: (cell: string) => Reading;
};

const name = NewProduct.shape.name.shape.ko;
const description = NewProduct.shape.description.unwrap().shape.ko;
const readSkuText = text(NewVariant.shape.sku, skuLengthMax);

/** The columns of a file in the order of an export. An empty cell takes away what may be missing, and says nothing of the rest. */
export const columns = {
  productSlug: { of: 'product', required: true, read: text(Slug, slugLengthMax, 'notASlug') },
  nameKo: { of: 'product', read: orEmpty(undefined, text(name, nameLengthMax)) },
  nameEn: { of: 'product', read: orEmpty(null, text(name, nameLengthMax)) },
  descriptionKo: { of: 'product', read: text(description, descriptionLengthMax) },
  descriptionEn: { of: 'product', read: text(description, descriptionLengthMax) },
  category: { of: 'product', read: orEmpty(undefined, (cell) => ({ said: cell })) },
  status: { of: 'product', read: orEmpty(undefined, oneOf(productStatuses)) },
  sku: { of: 'variant', required: true, read: readSku },
  options: { of: 'variant', read: optionPairs },
  optionsEn: { of: 'variant', read: orEmpty(null, optionPairs) },
  priceWon: { of: 'variant', read: orEmpty(undefined, wholeNumber(1, priceWonMax)) },
  compareAtWon: { of: 'variant', read: orEmpty(null, wholeNumber(1, priceWonMax)) },
  maxPerOrder: { of: 'variant', read: orEmpty(null, wholeNumber(1, maxPerOrderDefault)) },
  variantStatus: { of: 'variant', read: orEmpty(undefined, oneOf(variantStatuses)) },
  onHandUnits: { of: 'variant', read: orEmpty(undefined, wholeNumber(0, firstStockUnitsMax)) },
  safetyMinUnits: { of: 'variant', read: orEmpty(undefined, wholeNumber(0, onHandUnitsMax)) },
  safetyMaxUnits: { of: 'variant', read: orEmpty(null, wholeNumber(0, onHandUnitsMax)) },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof columns;
export const columnNames = Object.keys(columns) as ColumnName[];

/** What is compared and changed of a product and of a variant. Slug and SKU only say which; units move by movements. */
export const productColumns = columnNames.filter((one) => columns[one].of === 'product' && one !== 'productSlug');
export const variantColumns = columnNames.filter(
  (one) => columns[one].of === 'variant' && one !== 'sku' && one !== 'onHandUnits',
);

/** What a new product and variant have where the file says nothing. */
export const newProductCells = {
  nameKo: null,
  nameEn: null,
  descriptionKo: '',
  descriptionEn: '',
  category: null,
  status: 'DRAFT',
};
export const newVariantCells = {
  options: {},
  optionsEn: null,
  priceWon: null,
  compareAtWon: null,
  maxPerOrder: null,
  variantStatus: 'ACTIVE',
  safetyMinUnits: 0,
  safetyMaxUnits: null,
};

type Header = { columns: ColumnName[] } | { unknown: string[]; missing: string[]; twice: string[] };

/** The columns that a file's first row names, in any order, or what is wrong with them. */
export function readHeader(cells: string[]): Header {
  const names = cells.map((cell) => cell.trim());
  const known = names.filter((one): one is ColumnName => Object.hasOwn(columns, one));
  const needed = columnNames.filter((one) => 'required' in columns[one]);
  // English options are told by what they translate.
  if (known.includes('optionsEn')) needed.push('options');
  const unknown = names.filter((one) => !Object.hasOwn(columns, one));
  const missing = needed.filter((one) => !known.includes(one));
  const twice = [...new Set(known.filter((one, index) => known.indexOf(one) !== index))];
  return unknown.length + missing.length + twice.length > 0 ? { unknown, missing, twice } : { columns: known };
}

export type ReadRow = {
  slug: string | null;
  sku: string | null;
  /** By column, without slug and SKU; a column that is missing says nothing. */
  said: Record<string, unknown>;
  problems: (CellProblem & { column: string })[];
};

/** What a row says under the file's columns, and what is wrong with it by itself. */
export function readRow(header: ColumnName[], cells: string[]): ReadRow {
  const said: Record<string, unknown> = {};
  const problems: ReadRow['problems'] = [];
  if (cells.length !== header.length) {
    const detail = { found: cells.length, expected: header.length };
    return { slug: null, sku: null, said, problems: [{ column: '', code: 'cellCount', detail }] };
  }
  for (const [index, column] of header.entries()) {
    const reading = columns[column].read((cells[index] ?? '').trim());
    if ('problem' in reading) problems.push({ column, ...reading.problem });
    else if (reading.said !== undefined) said[column] = reading.said;
  }
  const unpaired = pairEnglish(said);
  if (unpaired) problems.push({ column: 'optionsEn', ...unpaired });
  const { productSlug = null, sku = null, ...rest } = said;
  return { slug: productSlug as string | null, sku: sku as string | null, said: rest, problems };
}

/** Puts options into the form in which they are stored: English under the Korean names that it translates. */
function pairEnglish(said: Record<string, unknown>): CellProblem | null {
  const korean = said.options as OptionPairs | undefined;
  const english = said.optionsEn as OptionPairs | null | undefined;
  if (korean) said.options = Object.fromEntries(korean);
  if (!english) return null;
  delete said.optionsEn;
  if (korean?.length !== english.length) return { code: 'optionsUnpaired' };
  said.optionsEn = english.length === 0 ? null : Object.fromEntries(korean.map(([name], at) => [name, english[at]]));
  return null;
}

export type Cells = Record<string, unknown>;

/** The cell of a column as a file has it, from what is stored of it. */
export function writeCell(column: string, cells: Cells): string {
  const value = cells[column];
  if (value === null || value === undefined) return '';
  if (column === 'options') return writeOptions(Object.entries(value as Record<string, string>));
  if (column === 'optionsEn') {
    // In the order of the Korean ones, which JavaScript and Postgres may see differently.
    const paired = value as PairedOptions;
    return writeOptions(Object.keys(cells.options as object).flatMap((name) => (paired[name] ? [paired[name]] : [])));
  }
  return String(value);
}

function orEmpty(empty: null | undefined, read: Column['read']): Column['read'] {
  return (cell) => (cell === '' ? { said: empty } : read(cell));
}

function text(schema: z.ZodType<string>, max: number, otherwise: ProblemCode = 'controlCharacters'): Column['read'] {
  return (cell) => {
    const parsed = schema.safeParse(cell);
    if (parsed.success) return { said: parsed.data };
    if (cell === '') return { problem: { code: 'required' } };
    const isTooLong = parsed.error.issues.some((issue) => issue.code === 'too_big');
    return { problem: isTooLong ? { code: 'tooLong', detail: { max } } : { code: otherwise } };
  };
}

/** A spreadsheet that took a long SKU for a number has thrown digits away: nobody can tell which it was. */
function readSku(cell: string): Reading {
  return /^\d([.,]\d+)?E\+\d+$/i.test(cell) ? { problem: { code: 'damagedNumber' } } : readSkuText(cell);
}

/** Digits, perhaps in groups of three, as spreadsheets write them. */
function wholeNumber(min: number, max: number): Column['read'] {
  return (cell): Reading => {
    if (!/^(\d{1,15}|\d{1,3}(,\d{3}){1,4})$/.test(cell)) return { problem: { code: 'notANumber', detail: { min } } };
    const number = Number(cell.replaceAll(',', ''));
    return min <= number && number <= max
      ? { said: number }
      : { problem: { code: 'outOfRange', detail: { min, max } } };
  };
}

function oneOf(values: readonly string[]): Column['read'] {
  return (cell) => {
    const value = cell.toUpperCase();
    return values.includes(value)
      ? { said: value }
      : { problem: { code: 'notOneOf', detail: { values: values.join(', ') } } };
  };
}

const optionTexts = NewVariant.shape.options.unwrap();

function optionPairs(cell: string): Reading {
  const pairs = cell === '' ? [] : readOptions(cell);
  if (!pairs) return { problem: { code: 'notOptions' } };
  const parsed = pairs.map(([name, value]) => optionTexts.safeParse({ [name]: value }));
  const good = parsed.flatMap(({ data }) => (data ? Object.entries(data) : []));
  if (good.length < pairs.length || new Set(good.map(([name]) => name)).size < pairs.length)
    return { problem: { code: 'notOptions' } };
  return pairs.length <= optionsPerVariantMax
    ? { said: good }
    : { problem: { code: 'tooManyOptions', detail: { max: optionsPerVariantMax } } };
}
