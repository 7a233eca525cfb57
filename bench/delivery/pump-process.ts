import { setTimeout as delay } from 'node:timers/promises';
import { closeDb, db } from '@/lib/db/client';
import { findNextDueInMs } from '@/lib/delivery/find-due';
import { pumpEndpoint } from '@/lib/delivery/pump-endpoint';
import { required } from '@/lib/shared/invariant';

/**
 * Pumps one endpoint from a moment on for so many seconds, run after run as the function does; prints what it did and how much memory it had, as JSON. A
 * process of its own, so that its memory can be bounded and measured.
 */
const [endpointId = '', allowedHost, seconds, startAt] = process.argv.slice(2);
const samplingMs = 20;
let heapMb = 0;
let rssMb = 0;
setInterval(() => {
  const { heapUsed, rss } = process.memoryUsage();
  heapMb = Math.max(heapMb, heapUsed / 2 ** 20);
  rssMb = Math.max(rssMb, rss / 2 ** 20);
}, samplingMs).unref();

// A client's first statement takes long.
await findNextDueInMs(db(), endpointId);
await delay(Math.max(0, Number(startAt) - Date.now()));
const stopAt = performance.now() + Number(seconds) * 1_000;
let delivered = 0;
const startedAt = performance.now();
let endedAt = startedAt;
for (let leftMs = stopAt - performance.now(); leftMs > 0; leftMs = stopAt - performance.now()) {
  const report = await pumpEndpoint(db(), {
    endpointId,
    allowedHosts: [required(allowedHost, 'a host')],
    forMs: leftMs,
  });
  delivered += report.delivered;
  endedAt = performance.now();
  if (report.nextDueInMs === null) break;
}
await closeDb();
const took = (endedAt - startedAt) / 1_000;
process.stdout.write(
  JSON.stringify({ delivered, seconds: took, heapMb: Math.round(heapMb), rssMb: Math.round(rssMb) }),
);
