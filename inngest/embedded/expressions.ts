/**
 * The part of CEL that the runner understands: equalities of a path and a path or literal, joined by `&&`.
 * It is what the SDK makes of `match`, of `onFailure`, and what concurrency keys look like.
 */
export type Operand = { path: string[] } | { literal: string | number | boolean | null };
export type Equality = { left: Operand; right: Operand };

/** A condition on an event: the value at `path` (below the event) equals `value`. */
export type Condition = { path: string[]; value: unknown };

/** What one event must hold to concern a run: `shape` names the paths that count, `matches` their values. */
export type Interest = { shape: string; matches: string };

const pathPattern = /^(?:event|async)(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/;
const literalPattern = /^(?:'[^'\\]*'|"[^"\\]*"|-?\d+(?:\.\d+)?|true|false|null)$/;

/** The equalities of an expression, or null when it is anything else. */
export function parseEqualities(expression: string): Equality[] | null {
  const equalities: Equality[] = [];
  for (const term of expression.split('&&')) {
    const sides = term.split('==').map((side) => parseOperand(side.trim()));
    const [left, right] = sides;
    if (sides.length !== 2 || !left || !right) return null;
    equalities.push({ left, right });
  }
  return equalities;
}

export function parseOperand(text: string): Operand | null {
  if (pathPattern.test(text)) return { path: text.split('.') };
  if (!literalPattern.test(text)) return null;
  if (text.startsWith("'")) return { literal: text.slice(1, -1) };
  return { literal: JSON.parse(text) };
}

/** A trigger's expression, which may only compare `event.…` with literals; null when it does more. */
export function compileTrigger(expression: string): Condition[] | null {
  const conditions = parseEqualities(expression)?.map(({ left, right }) => {
    const [path, literal] = 'path' in left ? [left, right] : [right, left];
    return 'path' in path && 'literal' in literal && path.path[0] === 'event'
      ? { path: path.path.slice(1), value: literal.literal }
      : null;
  });
  return conditions?.every((condition) => condition !== null) ? conditions : null;
}

/**
 * An expression that ties a later event (`async`) to the one that started the run (`event`): which later event concerns this run.
 * Null when the expression is not understood. Undefined when it can never hold, since the starting event has no such value.
 */
export function compileInterest(expression: string | undefined, event: unknown): Interest | undefined | null {
  const equalities = expression ? parseEqualities(expression) : [];
  if (!equalities) return null;
  const wanted: { path: string; value: unknown }[] = [];
  for (const { left, right } of equalities) {
    const [later, known] = 'path' in left && left.path[0] === 'async' ? [left, right] : [right, left];
    if (!('path' in later) || later.path[0] !== 'async') return null;
    if ('path' in known && known.path[0] !== 'event') return null;
    const value = 'literal' in known ? known.literal : valueAt(event, known.path.slice(1));
    wanted.push({ path: later.path.slice(1).join('.'), value });
  }
  if (wanted.some(({ value }) => value === undefined)) return undefined;
  wanted.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    shape: wanted.map(({ path }) => path).join(','),
    matches: JSON.stringify(wanted.map(({ value }) => value)),
  };
}

/** The values that `event` has at a shape's paths, in the form that `compileInterest` stored; null when one is missing. */
export function matchesOf(shape: string, event: unknown): string | null {
  const values = shape === '' ? [] : shape.split(',').map((path) => valueAt(event, path.split('.')));
  return values.includes(undefined) ? null : JSON.stringify(values);
}

export function holds(conditions: Condition[], event: unknown): boolean {
  return conditions.every(({ path, value }) => valueAt(event, path) === value);
}

export function valueAt(root: unknown, path: string[]): unknown {
  let value = root;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
