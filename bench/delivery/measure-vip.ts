import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { withClient } from '@/lib/db/embedded-postgres.mjs';
import { at } from '../shared/figures';
import type { Shop } from '../shared/surroundings';

/** `npm run bench -- delivery vip 1000` for another number. */
const backlogCount = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 20_000);
const ratePerSecond = 50;
const shopperCount = 100;
const orderingAtOnce = 16;
const unitWon = 1_000;
/** Goods and shipping. */
const orderWon = 5_000;
const vipEveryMs = 1_000;
const vipCount = 60;
/** Said to be delivered within a few seconds. */
const vipMsMax = 5_000;

type Endpoint = { id: string };
type Settled = { lane: string; ms: string };

/**
 * VIP orders behind a backlog of normal ones that were placed before while the endpoint was paused, at the same rate: all over HTTP,
 * against a whole shop and its sample receiver. Throws when one takes longer than a few seconds, or normal ones stand still.
 */
export async function measureVip({ databaseUrl }: Shop): Promise<void> {
  const { adminToken, must, newProduct, newShopper, orderOf, putLine } = await import('../../e2e/support/api');
  const { inParallel } = await import('../../e2e/support/in-parallel');
  const admin = await adminToken();
  const endpoints = await must<{ items: Endpoint[] }>('GET', '/admin/delivery-endpoints', { token: admin });
  const changeAll = (body: object) =>
    Promise.all(
      endpoints.items.map(({ id }) => must('PATCH', `/admin/delivery-endpoints/${id}`, { token: admin, body })),
    );
  const { variantId } = await newProduct(admin, { units: backlogCount + vipCount, priceWon: unitWon });
  const orderOne = async (token: string) => {
    const cart = await putLine(token, variantId, 1);
    await must('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });
  };

  await changeAll({ ratePerSecond, paused: true });
  const perShopper = Math.ceil(backlogCount / shopperCount);
  const shoppers = await inParallel(Array.from({ length: shopperCount }), 8, () =>
    newShopper({ balanceWon: perShopper * orderWon }),
  );
  const vip = await newShopper({ balanceWon: vipCount * orderWon });
  const { id: vipId } = await must<{ id: string }>('GET', '/me', { token: vip.token });
  await must('PATCH', `/admin/users/${vipId}`, { token: admin, body: { tier: 'VIP' } });

  const orderingSince = performance.now();
  // One shopper's orders one after the other, as each names the version of their cart.
  await inParallel(shoppers, orderingAtOnce, async ({ token }, index) => {
    for (let number = index; number < backlogCount; number += shopperCount) await orderOne(token);
  });
  const orderingSeconds = (performance.now() - orderingSince) / 1_000;
  console.log(
    `${backlogCount.toLocaleString('en')} orders wait; placed at ${Math.round(backlogCount / orderingSeconds)} a second`,
  );

  await changeAll({ paused: false });
  const since = new Date();
  for (let number = 0; number < vipCount; number++) {
    const next = wait(vipEveryMs);
    await orderOne(vip.token);
    await next;
  }
  await wait(vipMsMax);
  const settled = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<Settled>(
      `SELECT lane, extract(epoch FROM settled_at - created_at) * 1000 AS ms FROM deliveries WHERE state = 'DELIVERED' AND settled_at >= $1 AND (lane <> 'VIP' OR created_at >= $1)`,
      [since],
    );
    return rows;
  });
  const seconds = (Date.now() - since.getTime()) / 1_000;
  const vipMs = settled.flatMap(({ lane, ms }) => (lane === 'VIP' ? Number(ms) : []));
  const normalPerSecond = (settled.length - vipMs.length) / seconds;
  const slowestMs = Math.max(...vipMs);
  console.table({
    [`${ratePerSecond} a second, a VIP order each second`]: {
      'VIP orders': vipCount,
      'VIP delivered': vipMs.length,
      'VIP p50, ms': at(vipMs, 0.5),
      'VIP slowest, ms': Math.round(slowestMs),
      'all per second': (settled.length / seconds).toFixed(1),
      'normal per second': normalPerSecond.toFixed(1),
    },
  });
  if (vipMs.length < vipCount || slowestMs > vipMsMax)
    throw new Error('Orders of VIPs waited for longer than a few seconds.');
  if (normalPerSecond < 1) throw new Error('Normal ones stand still.');
}
