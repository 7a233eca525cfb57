import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnNames, readHeader, readRow, writeCell } from './columns';
import { type OptionPairs, readOptions, writeOptions } from './option-cells';
import { decodeUtf8, readCsv, UnreadableFile } from './read-csv';
import { csvLine, guardFormula, unguardFormula } from './write-csv';

async function* pieces<Piece>(...all: Piece[]): AsyncGenerator<Piece> {
  yield* all;
}

async function rowsOf(...texts: string[]): Promise<[number, ...string[]][]> {
  const rows: [number, ...string[]][] = [];
  for await (const { line, cells } of readCsv(pieces(...texts), { rowLengthMax: 1_000 })) rows.push([line, ...cells]);
  return rows;
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error) => (error instanceof UnreadableFile ? error.failure : error));
}

describe('reading CSV', () => {
  test.each([
    ['semicolons', 'a;b\r\n"1;2";3,4'],
    ['tabs', 'a\tb\n1;2\t3,4'],
    ['a first line for Excel', 'sep=;\r\na;b\r\n"1;2";3,4'],
  ])('takes %s, in pieces of any length', async (_, text) => {
    const cells = (await rowsOf(...text)).map(([, ...rest]) => rest);
    expect(cells).toEqual([
      ['a', 'b'],
      ['1;2', '3,4'],
    ]);
    expect((await rowsOf(text)).map(([, ...rest]) => rest)).toEqual(cells);
  });

  test('knows a workbook, whatever it is called', async () => {
    const bytes = Buffer.from('PK\u0003\u0004');
    const read = async () => {
      for await (const _ of decodeUtf8(pieces(bytes), { bytesMax: 100 })) expect.unreachable();
    };
    expect(await refusalOf(read())).toEqual({ code: 'import.workbook' });
  });

  test('says which SKU a spreadsheet has damaged, and how a number is written', () => {
    const problems = readRow(['productSlug', 'sku', 'priceWon'], ['cup', '1.23E+15', '12900원']).problems;
    expect(problems).toEqual([
      { column: 'sku', code: 'damagedNumber' },
      { column: 'priceWon', code: 'notANumber', detail: { min: 1 } },
    ]);
    expect(readRow(['productSlug', 'sku'], ['cup', 'E+15']).problems).toEqual([]);
  });

  test.each<[string, [number, ...string[]][]]>([
    [
      'a,b\r\nc,d',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'a\nb\rc\r\n',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ],
    ],
    [
      '"a, ""b""\r\nc",d\ne',
      [
        [1, 'a, "b"\r\nc', 'd'],
        [3, 'e'],
      ],
    ],
    [
      'a\n\n,,\n"",\nb,',
      [
        [1, 'a'],
        [5, 'b', ''],
      ],
    ],
    ['5" pipe,x', [[1, '5" pipe', 'x']]],
    ['""', []],
    ['a,""', [[1, 'a', '']]],
    ['', []],
  ])('%j gives its rows with the lines on which they begin', async (text, rows) => {
    expect(await rowsOf(text)).toEqual(rows);
    expect(await rowsOf(...text)).toEqual(rows);
  });

  test.each([
    ['a\n"b', { line: 2, reason: 'quoteNotClosed' }],
    ['"a"b', { line: 1, reason: 'textAfterQuote' }],
    [`a\n\n${'x'.repeat(1_001)}`, { line: 3, reason: 'rowTooLong' }],
  ])('%j is refused by line and reason', async (text, failure) => {
    expect(await refusalOf(rowsOf(text))).toEqual({ code: 'import.unreadable', ...failure });
  });

  test('gives back what was written, wherever it is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '가', ',', '"', '\n', '\r', ' ', ';') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.nat({ max: 20 }), async (written, size) => {
        const text = [['name', 'sku'], ...written].map(csvLine).join('');
        const cut = text.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? [];
        const [, ...read] = await rowsOf(...cut);
        const filled = written.filter((cells) => cells.some((one) => one !== ''));
        expect(read.map(([, ...cells]) => cells)).toEqual(filled);
      }),
    );
  });
});

describe('the text of a file', () => {
  const textOf = async (...bytes: Uint8Array[]) => {
    let text = '';
    for await (const piece of decodeUtf8(pieces(...bytes), { bytesMax: 100 })) text += piece;
    return text;
  };

  test('loses its byte order mark, and no letter that is cut in two', async () => {
    const bytes = Buffer.from('\ufeff그릇');
    expect(await textOf(...[...bytes].map((byte) => Uint8Array.of(byte)))).toBe('그릇');
  });

  test.each([
    ['another encoding', Buffer.from([0xb1, 0xd7]), { code: 'import.notUtf8' }],
    ['half a letter', Buffer.from('그').subarray(0, 2), { code: 'import.notUtf8' }],
    ['UTF-16', Buffer.from('sku', 'utf16le'), { code: 'import.notUtf8' }],
    ['too much', Buffer.alloc(101, 'x'), { code: 'http.tooLarge', limitBytes: 100 }],
  ])('is refused: %s', async (_, bytes, failure) => {
    expect(await refusalOf(textOf(bytes))).toEqual(failure);
  });
});

describe('a cell that a spreadsheet would compute', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@here', "'@here"],
    ["'=1", "''=1"],
    ['＝1', "'＝1"],
    ["'twas", "'twas"],
    ['a=b', 'a=b'],
  ])('%j leaves as %j', (cell, guarded) => {
    expect(guardFormula(cell)).toBe(guarded);
  });

  test('comes back as it was, whatever it is', () => {
    const cell = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '＋') });
    fc.assert(fc.property(cell, (text) => unguardFormula(guardFormula(text)) === text));
  });

  test('never leaves computable', () => {
    fc.assert(fc.property(fc.string(), (text) => !/^[=+\-@\t\r\n]/.test(guardFormula(text))));
  });
});

test('options come back as they were, whatever they are called', () => {
  const text = fc
    .string({ unit: fc.constantFrom('a', '색', ';', '=', '\\', ' '), minLength: 1 })
    .filter((one) => one.trim() === one);
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }), (pairs: OptionPairs) => {
      expect(readOptions(writeOptions(pairs))).toEqual(pairs);
    }),
  );
});

test.each(['색상', '색상=백자;', '=', '색상=백자=청자'])('%j is no options', (cell) => {
  const parsed = readRow(['productSlug', 'sku', 'options'], ['a', 'b', cell]);
  expect(parsed.problems).toEqual([{ column: 'options', code: 'notOptions' }]);
});

test('English goes under the Korean names that it translates, and comes out in their order', () => {
  const { said, problems } = readRow(
    ['productSlug', 'sku', 'options', 'optionsEn'],
    ['a', 'b', '크기=소; 2=둘; 1=하나', 'Size=Small; Two=2; One=1'],
  );
  expect(problems).toEqual([]);
  expect(said.optionsEn).toEqual({ 크기: ['Size', 'Small'], 2: ['Two', '2'], 1: ['One', '1'] });
  const again = [writeCell('options', said), writeCell('optionsEn', said)];
  expect(readRow(['productSlug', 'sku', 'options', 'optionsEn'], ['a', 'b', ...again]).said).toEqual(said);
  expect(readRow(['productSlug', 'sku', 'options', 'optionsEn'], ['a', 'b', '크기=소', '']).said.optionsEn).toBeNull();
  expect(readRow(['productSlug', 'sku', 'options', 'optionsEn'], ['a', 'b', '크기=소', 'A=1; B=2']).problems).toEqual([
    { column: 'optionsEn', code: 'optionsUnpaired' },
  ]);
});

test('the header may name the columns in any order, none twice, and no other', () => {
  expect(readHeader([...columnNames].reverse())).toEqual({ columns: [...columnNames].reverse() });
  expect(readHeader([' sku ', 'productSlug'])).toEqual({ columns: ['sku', 'productSlug'] });
  expect(readHeader(['sku', 'sku', '가격', ''])).toEqual({
    unknown: ['가격', ''],
    missing: ['productSlug'],
    twice: ['sku'],
  });
});
