/** Throws when something that can't be false is false: a bug, never an answer to a user. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** The value, which can't be missing here; throws when it is. */
export function required<Value>(value: Value | null | undefined, what: string): Value {
  invariant(value !== null && value !== undefined, `${what} is missing`);
  return value;
}
