/** Option names with their values, in the order of the cell. */
export type OptionPairs = [name: string, value: string][];

/** `색상=백자; 크기=소`. A backslash stands before a `;`, `=` or `\` that is part of a name or value. */
export function writeOptions(pairs: OptionPairs): string {
  return pairs.map((pair) => pair.map((text) => text.replace(/[\\;=]/g, '\\$&')).join('=')).join('; ');
}

/** The pairs of a cell, trimmed; null for what is not written so. */
export function readOptions(cell: string): OptionPairs | null {
  const pairs = split(cell, ';').map((part) => split(part, '=').map((text) => unescaped(text).trim()));
  return pairs.every(isPair) ? pairs : null;
}

function isPair(texts: string[]): texts is [string, string] {
  return texts.length === 2;
}

/** Parts between the marks that no backslash stands before. */
function split(text: string, mark: string): string[] {
  const parts = [''];
  for (const [token] of text.matchAll(/\\.|[^\\]|\\/gsu)) {
    if (token === mark) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}

function unescaped(text: string): string {
  return text.replace(/\\([\\;=])/g, '$1');
}
