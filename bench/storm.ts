import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { inShop } from './shared/surroundings';

/**
 * A storm over the whole shop: `npm run bench -- storm [--orders 5000] [--kills 20] [--seed 1]`. Orders with changes and cancellations while the
 * receiver goes through its faults and web process, job runner and receiver are killed at random; in the end the receiver has to have what the
 * shop has, each change once and in order. The same seed does the same to the same orders again.
 */
const { values } = parseArgs({
  options: { orders: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string' } },
});
const orderCount = Number(values.orders ?? 5_000);
const killCount = Number(values.kills ?? 20);
const seed = Number(values.seed ?? randomInt(2 ** 31));
const shopperCount = 40;
const faultMs = 6_000;
const downMs = 60_000;
/** A breaker that has opened again and again waits for up to ten minutes between its probes. */
const drainMsMax = 1_800_000;
const parts = ['web', 'jobs', 'receiver'] as const;

await inShop(async ({ receiverUrl }) => {
  const { adminToken } = await import('../e2e/support/api');
  const { randomOf, storm } = await import('../e2e/support/storm');
  const random = randomOf(seed, orderCount);
  console.log(`seed ${seed}: ${orderCount} orders, ${killCount} kills`);
  const startedAt = performance.now();
  const report = await storm(await adminToken(), {
    ...{ seed, orderCount, shopperCount, receiverUrl, faultMs, downMs, drainMsMax },
    closing: { chance: 0.9, inTheEnd: false },
    kills: Array.from({ length: killCount }, () => ({
      part: parts[Math.floor(random() * parts.length)] ?? 'web',
      afterOrders: Math.floor(random() * orderCount),
    })),
  });
  const { kills, ...counts } = report;
  console.table({ ...counts, kills: kills.length, seconds: Math.round((performance.now() - startedAt) / 1_000) });
});
