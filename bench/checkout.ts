import { randomUUID } from 'node:crypto';
import { adminToken, call, newProduct, newShopper, orderOf, putLine, shopUrl } from '../e2e/support/api';
import { inParallel } from '../e2e/support/in-parallel';

/**
 * Complete checkouts per second over HTTP: each is a cart change and a paid order, by shoppers who all want the same variant.
 * Against a shop that runs already (MARU_E2E_URL, or port 3000), on the same cores as the shop, bounded in time.
 */
const shopperCount = 32;
const runMs = 15_000;
const unitPriceWon = 1_000;

async function perSecond(
  work: (worker: number) => Promise<void>,
): Promise<{ perSecond: number; p50Ms: number; p95Ms: number }> {
  const durationsMs: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: shopperCount }, async (_, worker) => {
      while (performance.now() - startedAt < runMs) {
        const begunAt = performance.now();
        await work(worker);
        durationsMs.push(performance.now() - begunAt);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  durationsMs.sort((a, b) => a - b);
  const at = (share: number) => Math.round(durationsMs[Math.floor(durationsMs.length * share)] ?? 0);
  return { perSecond: Math.round((durationsMs.length / seconds) * 10) / 10, p50Ms: at(0.5), p95Ms: at(0.95) };
}

const { variantId } = await newProduct(await adminToken(), { units: 100_000, priceWon: unitPriceWon });
const shoppers = await inParallel(Array.from({ length: shopperCount }), 4, () => newShopper({ balanceWon: 6_000_000 }));

const empty = await perSecond(async () => {
  await (await fetch(new URL('/api/health/live', shopUrl))).text();
});
const checkouts = await perSecond(async (worker) => {
  const token = shoppers[worker]?.token ?? '';
  const cart = await putLine(token, variantId, 1);
  const placed = await call('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });
  if (placed.status !== 201) throw new Error(`${placed.status} ${JSON.stringify(placed.body)}`);
});
console.table({ 'empty handler': empty, 'complete checkout (cart change + paid order)': checkouts });
