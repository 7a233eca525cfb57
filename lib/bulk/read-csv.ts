import type { BulkError } from './model';

/** A row of a CSV file, and the line on which it begins. */
export type CsvRow = { line: number; cells: string[] };

/** Thrown where a file can't be read on; carries the expected failure that it is. */
export class UnreadableFile extends Error {
  constructor(readonly failure: BulkError) {
    super(failure.code);
    this.name = 'UnreadableFile';
  }
}

/** The text of UTF-8 bytes, with or without a byte order mark, as it comes. Throws `UnreadableFile` for a workbook, another encoding, and past `bytesMax`. */
export async function* decodeUtf8(
  bytes: AsyncIterable<Uint8Array>,
  { bytesMax }: { bytesMax: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let count = 0;
  for await (const chunk of bytes) {
    if (count === 0 && isWorkbook(chunk)) throw new UnreadableFile({ code: 'import.workbook' });
    count += chunk.byteLength;
    if (count > bytesMax) throw new UnreadableFile({ code: 'http.tooLarge', limitBytes: bytesMax });
    yield decoded(() => decoder.decode(chunk, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

/** A spreadsheet's own file, whatever it is called: it begins as a ZIP archive does (.xlsx, .ods), or as Office did before (.xls). */
function isWorkbook(bytes: Uint8Array): boolean {
  return ['504b0304', 'd0cf11e0'].includes(Buffer.from(bytes.subarray(0, 4)).toString('hex'));
}

function decoded(decode: () => string): string {
  try {
    const text = decode();
    // No text that people type has NUL in it, but every second byte of UTF-16 may be one.
    if (!text.includes('\0')) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new UnreadableFile({ code: 'import.notUtf8' });
}

/**
 * The rows of a CSV text (RFC 4180) as it comes: cells may be quoted and then hold separators, quotes and line ends; lines end as on any
 * system. The separator is what the first line has most of: a comma, or the semicolon or tab that spreadsheets of many countries write. A line
 * `sep=;`, which says so to Excel, and rows whose cells are all empty are passed over. Holds one row at a time.
 *
 * Throws `UnreadableFile` for a quote that is not closed, text right after a closing one, and a row past `rowLengthMax` characters.
 */
export async function* readCsv(
  texts: AsyncIterable<string>,
  { rowLengthMax }: { rowLengthMax: number },
): AsyncGenerator<CsvRow> {
  for await (const row of readRows(texts, rowLengthMax))
    if (!(row.line === 1 && /^sep=$/i.test(row.cells[0] ?? ''))) yield row;
}

async function* readRows(texts: AsyncIterable<string>, rowLengthMax: number): AsyncGenerator<CsvRow> {
  let beginning = '';
  let reader: CsvReader | null = null;
  for await (const text of texts) {
    if (reader) {
      yield* reader.read(text);
      continue;
    }
    beginning += text;
    if (!firstLine.test(beginning) && beginning.length <= rowLengthMax) continue;
    reader = new CsvReader(rowLengthMax, separatorOf(beginning));
    yield* reader.read(beginning);
  }
  if (!reader) {
    reader = new CsvReader(rowLengthMax, separatorOf(beginning));
    yield* reader.read(beginning);
  }
  yield* reader.end();
}

/** The first line that is not empty, up to its end. */
const firstLine = /^[\r\n]*([^\r\n]+)[\r\n]/;
const separators = [',', ';', '\t'] as const;
type Separator = (typeof separators)[number];

/** Ties go to the comma. */
function separatorOf(beginning: string): Separator {
  const line = firstLine.exec(`${beginning}\n`)?.[1] ?? '';
  const countOf = (separator: Separator) => line.split(separator).length;
  return separators.reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}

/** Where the reader stands: at a cell's beginning, in a plain cell, in a quoted one, or after a quote in it that may have closed it. */
type Place = 'begin' | 'plain' | 'quoted' | 'closed';

class CsvReader {
  readonly #rowLengthMax: number;
  readonly #separator: Separator;
  readonly #marks: RegExp;
  #place: Place = 'begin';
  #cell = '';
  #cells: string[] = [];
  #length = 0;
  #line = 1;
  #rowLine = 1;
  /** The last character ended a row and was CR: an LF that follows belongs to it, even in the next text. */
  #endedByCr = false;

  constructor(rowLengthMax: number, separator: Separator) {
    this.#rowLengthMax = rowLengthMax;
    this.#separator = separator;
    this.#marks = new RegExp(`["${separator}\\r\\n]`, 'g');
  }

  *read(text: string): Generator<CsvRow> {
    for (let at = 0; at < text.length; ) {
      if (this.#endedByCr && text[at] === '\n') at++;
      this.#endedByCr = false;
      at = this.#place === 'quoted' ? this.#readQuoted(text, at) : this.#readPlain(text, at);
      const mark = text[at];
      if (mark === undefined) break;
      at++;
      if (this.#place === 'quoted') this.#place = 'closed';
      else if (mark === '"') this.#quote();
      else if (mark === this.#separator) this.#endCell();
      else yield* this.#endRow(mark);
    }
  }

  *end(): Generator<CsvRow> {
    if (this.#place === 'quoted') this.#refuse('quoteNotClosed');
    if (this.#cells.length > 0 || this.#place !== 'begin') yield* this.#endRow('');
  }

  /** Takes what stands before the next quote; where that is. */
  #readQuoted(text: string, from: number): number {
    const to = indexOr(text.indexOf('"', from), text.length);
    const run = text.slice(from, to);
    for (const character of run) if (character === '\n') this.#line++;
    this.#take(run);
    return to;
  }

  /** Takes what stands before the next mark; where that is. */
  #readPlain(text: string, from: number): number {
    this.#marks.lastIndex = from;
    const to = this.#marks.exec(text)?.index ?? text.length;
    if (to === from) return to;
    if (this.#place === 'closed') this.#refuse('textAfterQuote');
    this.#place = 'plain';
    this.#take(text.slice(from, to));
    return to;
  }

  /** At the beginning it opens, right after another it stands for one, and elsewhere it is a character like any other. */
  #quote(): void {
    if (this.#place !== 'begin') this.#take('"');
    if (this.#place !== 'plain') this.#place = 'quoted';
  }

  #take(text: string): void {
    this.#length += text.length;
    if (this.#length > this.#rowLengthMax) this.#refuse('rowTooLong');
    this.#cell += text;
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#place = 'begin';
  }

  *#endRow(mark: string): Generator<CsvRow> {
    this.#endCell();
    const row = { line: this.#rowLine, cells: this.#cells };
    this.#cells = [];
    this.#length = 0;
    this.#endedByCr = mark === '\r';
    this.#rowLine = ++this.#line;
    if (row.cells.some((cell) => cell !== '')) yield row;
  }

  #refuse(reason: 'quoteNotClosed' | 'textAfterQuote' | 'rowTooLong'): never {
    throw new UnreadableFile({ code: 'import.unreadable', line: this.#rowLine, reason });
  }
}

function indexOr(index: number, otherwise: number): number {
  return index < 0 ? otherwise : index;
}
