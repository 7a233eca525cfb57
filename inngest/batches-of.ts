import type { Tx } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { type Result, unwrap } from '@/lib/shared/result';

/** One step works for so long; what is left then has the next wake-up or minute. */
const stepMs = 20_000;

/**
 * A batch of each of these in turn, every one in a transaction of its own, until none has more or a step has worked for long enough. One whose
 * batch fails keeps none of the others from going on; at the end it is thrown.
 */
export async function* batchesOf<One, Batch extends { isMore: boolean }>(
  all: readonly One[],
  next: (tx: Tx, one: One) => Promise<Result<Batch, { code: string }>>,
): AsyncGenerator<Batch> {
  const until = Date.now() + stepMs;
  const failures: unknown[] = [];
  for (let open = all; open.length > 0; ) {
    const more: One[] = [];
    for (const one of open) {
      if (Date.now() >= until) break;
      try {
        const batch = unwrap(await inTransaction((tx) => next(tx, one)));
        if (batch.isMore) more.push(one);
        yield batch;
      } catch (error) {
        failures.push(error);
      }
    }
    open = more;
  }
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
}
