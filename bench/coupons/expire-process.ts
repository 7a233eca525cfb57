import { expireOverdueCoupons } from '@/inngest/functions/expire-coupons';
import { closeDb } from '@/lib/db/client';

/**
 * Runs the expiry's sweep over and over, as its schedule would, until it finds nothing; prints what each run took and how much memory it
 * had, as JSON. A process of its own, so that its memory can be bounded and measured.
 */
const samplingMs = 20;
let heapMb = 0;
let rssMb = 0;
setInterval(() => {
  const { heapUsed, rss } = process.memoryUsage();
  heapMb = Math.max(heapMb, heapUsed / 2 ** 20);
  rssMb = Math.max(rssMb, rss / 2 ** 20);
}, samplingMs).unref();

const runs: Record<string, object> = {};
for (let expired = 0; ; ) {
  [heapMb, rssMb] = [0, 0];
  const startedAt = performance.now();
  const run = await expireOverdueCoupons();
  if (run.expired === 0) break;
  expired += run.expired;
  const seconds = (performance.now() - startedAt) / 1000;
  runs[`${expired.toLocaleString('en')} expired`] = {
    seconds: Math.round(seconds),
    'per second': Math.round(run.expired / seconds),
    'heap at most, MB': Math.round(heapMb),
    'resident at most, MB': Math.round(rssMb),
  };
}
await closeDb();
process.stdout.write(JSON.stringify(runs));
