/** What begins a file, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\ufeff';

/** A row of CSV (RFC 4180) with its line end. */
export function csvLine(cells: string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: string): string {
  // What begins or ends with a space is quoted too: some programs would take the space away.
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Signs that make spreadsheets compute a cell instead of showing it, also as wide as Korean letters. */
const guardable = /^'*[=+\-@\t\r\n＝＋－＠]/;
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A cell that spreadsheets show as it is: one that they would compute gets an apostrophe before it. */
export function guardFormula(cell: string): string {
  return guardable.test(cell) ? `'${cell}` : cell;
}

/** Takes away exactly what `guardFormula` adds. */
export function unguardFormula(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
