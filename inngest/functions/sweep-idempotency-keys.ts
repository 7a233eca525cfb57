import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { inTransaction } from '@/lib/db/transaction';
import { sweepIdempotencyKeys } from '@/lib/http/idempotency';
import { now } from '@/lib/shared/clock';
import { ok } from '@/lib/shared/result';

const sweepSizeMax = 1000;
const sweepCountMax = 50;

/** Forgets stored answers that are past their lifetime, in pieces short enough to disturb nobody. */
export const sweepIdempotencyKeysFunction = inngest.createFunction(
  { id: 'sweep-idempotency-keys', concurrency: 1, retries: 0, triggers: [cron('17 * * * *')] },
  ({ step }) => step.run('forget old answers', forgetOldAnswers),
);

async function forgetOldAnswers(): Promise<{ forgotten: number }> {
  let forgotten = 0;
  for (let sweeps = 0; sweeps < sweepCountMax; sweeps++) {
    const swept = await inTransaction(async (tx) =>
      ok(await sweepIdempotencyKeys(tx, { now: now(), limit: sweepSizeMax })),
    );
    if (!swept.ok) break;
    forgotten += swept.value;
    if (swept.value < sweepSizeMax) break;
  }
  return { forgotten };
}
