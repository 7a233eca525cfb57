/**
 * An expected outcome is a value, a bug is a throw.
 *
 * A verb that can be refused returns `Result`; its error carries a stable `code` (`inventory.shortage`) that the API sends as it is.
 * Inside a transaction both a returned error and a throw roll back (see lib/db/transaction).
 */
export type Result<Value, Failure extends { code: string } = never> =
  | { ok: true; value: Value }
  | { ok: false; error: Failure };

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function err<const Failure extends { code: string }>(error: Failure): { ok: false; error: Failure } {
  return { ok: false, error };
}

/** The value of a result that can't have failed here; throws with the code when it did. For seeds, scripts and tests. */
export function unwrap<Value>(result: Result<Value, { code: string }>): Value {
  if (result.ok) return result.value;
  throw new Error(`Unexpected failure: ${JSON.stringify(result.error)}`);
}
