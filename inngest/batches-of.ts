import type { Tx } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { type Result, unwrap } from '@/lib/shared/result';

/** One step works for so long; what is left then has the next wake-up or minute. */
const stepMs = 20_000;

/** Batch after batch of each of these, every one in a transaction of its own, until none has more or a step has worked for long enough. */
export async function* batchesOf<One, Batch extends { isMore: boolean }>(
  all: One[],
  next: (tx: Tx, one: One) => Promise<Result<Batch, { code: string }>>,
): AsyncGenerator<Batch> {
  const until = Date.now() + stepMs;
  for (const one of all) {
    for (let isMore = true; isMore && Date.now() < until; ) {
      const batch = unwrap(await inTransaction((tx) => next(tx, one)));
      isMore = batch.isMore;
      yield batch;
    }
  }
}
