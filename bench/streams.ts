import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import { adminToken, findPid, must, newProduct, newShopper, orderOf, putLine, shopUrl } from '../e2e/support/api';
import { inParallel } from '../e2e/support/in-parallel';

/**
 * So many open streams of stock against a shop that runs already (MARU_E2E_URL, or port 3000): do they hold, how long after the answer to
 * a purchase has the change reached them, and what do they cost in memory (on Linux, of the shop of MARU_E2E_DATA_DIR). On the same cores
 * as the shop, bounded in time.
 */
const streamCount = 1_000;
const purchaseCount = 30;
const pauseMs = 200;
/** A stream that has not heard of a purchase by then has missed it. */
const missedMs = 5_000;

type Stream = { request: http.ClientRequest; heardAt: Map<number, number>; isOpen: boolean };

/** Each from an address of its own, as a balancer in front would say. */
function openStream(variantId: string, index: number): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const stream: Stream = { request: undefined as never, heardAt: new Map(), isOpen: true };
    const address = `10.0.${index >> 8}.${index & 255}`;
    stream.request = http.get(
      new URL(`/api/v1/stock/events?variantIds=${variantId}`, shopUrl),
      { headers: { 'x-forwarded-for': address }, agent: false },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`stream ${index}: ${response.statusCode}`));
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          const at = performance.now();
          for (const [, units] of text.matchAll(/"availableUnits":(\d+)/g)) stream.heardAt.set(Number(units), at);
          resolve(stream);
        });
        response.on('close', () => {
          stream.isOpen = false;
        });
      },
    );
    stream.request.on('error', reject);
  });
}

function memoryMb(): number | null {
  try {
    const status = fs.readFileSync(`/proc/${findPid('web')}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return null;
  }
}

const unitsAtFirst = 10_000;
const { variantId } = await newProduct(await adminToken(), { units: unitsAtFirst, priceWon: 1_000 });
const { token } = await newShopper({ balanceWon: 1_000_000 });
const before = memoryMb();
const startedAt = performance.now();
const streams = await inParallel(Array.from({ length: streamCount }), 25, (_, index) => openStream(variantId, index));
const openedMs = Math.round(performance.now() - startedAt);

const boughtAt: number[] = [];
for (let bought = 1; bought <= purchaseCount; bought++) {
  const cart = await putLine(token, variantId, 1);
  await must('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });
  boughtAt[unitsAtFirst - bought] = performance.now();
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
await new Promise((resolve) => setTimeout(resolve, missedMs));
const after = memoryMb();

/** A stream may hear of the next purchase at once: then it has heard of this one by it. */
function delayMs({ heardAt }: Stream, unitsLeft: number): number {
  const heard = [...heardAt].filter(([units]) => units <= unitsLeft).map(([, at]) => at);
  return Math.max(0, Math.min(...heard) - (boughtAt[unitsLeft] ?? 0));
}

const delays = boughtAt
  .flatMap((_, unitsLeft) => streams.map((stream) => delayMs(stream, unitsLeft)))
  .sort((a, b) => a - b);
const at = (share: number) => Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0);
console.table({
  streams: streamCount,
  'still open': streams.filter((stream) => stream.isOpen).length,
  'opened within, ms': openedMs,
  'missed changes': delays.filter((delay) => delay === Number.POSITIVE_INFINITY).length,
  'delay p50, ms': at(0.5),
  'delay p95, ms': at(0.95),
  'delay max, ms': at(1),
  'memory before, MB': before,
  'memory with them, MB': after,
});
for (const { request } of streams) request.destroy();
