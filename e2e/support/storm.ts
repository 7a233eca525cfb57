import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, address, call, findPid, must, newProduct, newShopper, orderOf, type Shopper } from './api';
import { inParallel } from './in-parallel';

/**
 * Orders, changes and cancellations against the running shop while the receiver goes through its faults and the shop's processes are killed;
 * then everything heals, and the receiver has to end with what the shop has. What happens to an order follows from the seed.
 */
export type Storm = {
  seed: number;
  orderCount: number;
  shopperCount: number;
  /** What is killed once so many orders are placed. */
  kills: { part: 'web' | 'jobs' | 'receiver'; afterOrders: number }[];
  receiverUrl: string;
  /** How long each of the receiver's faults lasts, from half of it to one and a half; being down takes exactly `downMs`. */
  faultMs: number;
  downMs: number;
  /** How often somebody closes an open breaker by hand as a fault begins, so that each fault is met; and whether in the end, or it finds out by itself. */
  closing: { chance: number; inTheEnd: boolean };
  /** Longest that the backlog may take to be gone after that. */
  drainMsMax: number;
  /** What a shopper does beside an order. */
  beside?: (shopper: Shopper, order: number) => Promise<unknown>;
};

export type StormReport = {
  orders: number;
  /** Changes of an order that have to arrive, the payment among them. */
  changes: number;
  kills: string[];
  /** From the last order's answer until the receiver had everything. */
  drainedMs: number;
  /** Deliveries that the receiver had already, and took for what they are. */
  duplicates: number;
};

type Placed = { id: string; shopper: Shopper; changeCount: number };
type Order = {
  id: string;
  status: string;
  totals: unknown;
  lines: { id: string; cancelledQuantity: number }[];
  refunds: unknown[];
  shippingAddress: unknown;
};
type Received = {
  sequence: number;
  sequences: number[];
  anomalies: number;
  duplicates: number;
  order: Order;
  deliveries: { duplicatesWithOtherBytes: number }[];
};

const unitsPerOrder = 2;
const unitWon = 10_000;
/** Fast, slow, broken, refusing, too busy, silent, and gone before or after it has applied what came. */
const faults = [
  {},
  { latencyMs: 300 },
  { status: 500, rate: 0.7 },
  { status: 429, retryAfterSeconds: 1, rate: 0.5 },
  { timeout: true, rate: 0.3 },
  { dropBefore: true, rate: 0.6 },
  { dropAfter: true, rate: 0.6 },
  { down: true },
];
/** So that nothing has a reason to die, and what is left in the end does not wait for long. */
const patience = { maxAttempts: 100, backoffSeconds: [1, 2, 5] };
const healWaitMs = 30_000;
const answerWaitMs = 60_000;

/** Throws, with the seed, when an order did not arrive exactly as it is. */
export async function storm(admin: string, options: Storm): Promise<StormReport> {
  const { seed, orderCount, shopperCount, receiverUrl, closing, drainMsMax } = options;
  const perShopper = Math.ceil(orderCount / shopperCount);
  const { variantId } = await newProduct(admin, { units: orderCount * unitsPerOrder, priceWon: unitWon });
  const balanceWon = perShopper * (unitsPerOrder * unitWon + 3_000);
  const shoppers = await inParallel(Array.from({ length: shopperCount }), 8, () => newShopper({ balanceWon }));

  for (const { id } of await listEndpoints(admin))
    await must('PATCH', `/admin/delivery-endpoints/${id}`, { token: admin, body: patience });
  const weather = runFaults(admin, options);
  const kills = [...options.kills].sort((a, b) => a.afterOrders - b.afterOrders);
  const killed: string[] = [];
  let placedCount = 0;
  const placed = (
    await Promise.all(
      shoppers.map(async (shopper, place) => {
        const orders: Placed[] = [];
        for (let number = place; number < orderCount; number += shopperCount) {
          const [order] = await Promise.all([
            orderAndChange({ admin, shopper, variantId, random: randomOf(seed, number) }),
            options.beside?.(shopper, number),
          ]);
          orders.push(order);
          placedCount += 1;
          for (; kills[0] && placedCount >= kills[0].afterOrders; kills.shift()) {
            killPart(kills[0].part);
            killed.push(`${kills[0].part} after ${placedCount}`);
          }
        }
        return orders;
      }),
    )
  ).flat();

  const healedAt = performance.now();
  await weather.end();
  if (closing.inTheEnd) await closeBreakers(admin);
  const stillOpen = await drain(admin, drainMsMax);
  if (stillOpen > 0) throw new Error(`seed ${seed}: after ${drainMsMax} ms deliveries are still open`);
  const drainedMs = Math.round(performance.now() - healedAt);

  const wrong: string[] = [];
  let duplicates = 0;
  await inParallel(placed, 8, async (order) => {
    const received = await receivedOrder(receiverUrl, order.id);
    duplicates += received?.duplicates ?? 0;
    const difference = await differenceOf(order, received);
    if (difference) wrong.push(`${order.id}: ${difference}`);
  });
  if (wrong.length > 0)
    throw new Error(
      `seed ${seed}: ${wrong.length} of ${placed.length} orders differ\n${wrong.slice(0, 10).join('\n')}`,
    );
  const changes = placed.reduce((sum, { changeCount }) => sum + changeCount, 0);
  return { orders: placed.length, changes, kills: killed, drainedMs, duplicates };
}

/** One that was killed just now and is not back yet is as dead as can be. */
function killPart(part: Storm['kills'][number]['part']): void {
  const pid = findPid(part);
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Sets one fault after the other, from where the seed says, until it is ended; then none. */
function runFaults(admin: string, { seed, receiverUrl, faultMs, downMs, closing }: Storm) {
  const ending = new AbortController();
  const random = randomOf(seed, -1);
  const running = (async () => {
    for (let at = Math.floor(random() * faults.length); !ending.signal.aborted; at++) {
      // A receiver that was killed just now has no faults but the one of being gone.
      const fault = faults[at % faults.length] ?? {};
      await setFaults(receiverUrl, fault).catch(() => undefined);
      if (random() < closing.chance) await closeBreakers(admin);
      const lastsMs = 'down' in fault ? downMs : faultMs * (0.5 + random());
      await wait(lastsMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    async end() {
      ending.abort();
      await running;
      const deadline = Date.now() + healWaitMs;
      for (;;) {
        try {
          return await setFaults(receiverUrl, {});
        } catch (error) {
          if (Date.now() > deadline) throw error;
          await wait(200);
        }
      }
    },
  };
}

async function setFaults(receiverUrl: string, wanted: object): Promise<void> {
  const answer = await fetch(new URL('/faults', receiverUrl), { method: 'PUT', body: JSON.stringify(wanted) });
  if (!answer.ok) throw new Error(`PUT /faults: ${answer.status}`);
}

type Ordering = { admin: string; shopper: Shopper; variantId: string; random: () => number };

/** An order, and what becomes of it: nothing, another address, a unit or all of it cancelled, or on its way. */
async function orderAndChange({ admin, shopper, variantId, random }: Ordering): Promise<Placed> {
  const { token } = shopper;
  const cart = await settled<Parameters<typeof orderOf>[0]>('PUT', `/cart/lines/${variantId}`, {
    token,
    body: { quantity: unitsPerOrder },
  });
  const order = await settled<Order>('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });
  const { id, lines } = order;
  let changeCount = 1;
  const cancel = async (part: object) => {
    await settled('POST', `/orders/${id}/cancellations`, {
      token,
      key: randomUUID(),
      body: { reason: '마음이 바뀌었어요', ...part },
    });
    changeCount += 1;
  };
  const chance = random();
  if (chance < 0.2) {
    const body = { ...address, line2: `${Math.floor(random() * 1_000)}호` };
    await settled('PUT', `/orders/${id}/shipping-address`, { token, body });
    changeCount += 1;
  } else if (chance < 0.4) {
    await cancel({ lines: lines.map((line) => ({ lineId: line.id, quantity: 1 })) });
    if (random() < 0.5) await cancel({});
  } else if (chance < 0.55) {
    await cancel({});
  } else if (chance < 0.8) {
    for (const to of random() < 0.5 ? ['PREPARING'] : ['PREPARING', 'SHIPPED']) {
      const body = to === 'SHIPPED' ? { to, ...tracking } : { to };
      await settled('POST', `/admin/orders/${id}/transitions`, { token: admin, key: randomUUID(), body });
      changeCount += 1;
    }
  }
  return { id, shopper, changeCount };
}

const tracking = { tracking: { carrier: 'CJ', number: '123456789012' } };

/** Asks again with the same key until there is an answer, as a client does that hears nothing; it has to be a success. */
async function settled<Body>(method: string, url: string, options: Parameters<typeof call>[2]): Promise<Body> {
  const { status, body } = await untilAnswered(() => call<Body>(method, url, options));
  if (status >= 300) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function untilAnswered<Body>(ask: () => Promise<Answer<Body>>): Promise<Answer<Body>> {
  const deadline = Date.now() + answerWaitMs;
  for (;;) {
    // Refused connections and cut answers are what a storm is about; anything else is thrown at the deadline.
    const answer = await ask().catch((error: unknown) => error as Error);
    const isAnswer = !(answer instanceof Error) && answer.status < 500 && answer.body.code !== 'idempotency.inFlight';
    if (isAnswer) return answer;
    if (Date.now() > deadline)
      throw answer instanceof Error ? answer : new Error(`unanswered: ${JSON.stringify(answer.body)}`);
    await wait(100);
  }
}

type Endpoint = { id: string; breaker: { state: string } };

async function listEndpoints(admin: string): Promise<Endpoint[]> {
  return (await settled<{ items: Endpoint[] }>('GET', '/admin/delivery-endpoints', { token: admin })).items;
}

async function closeBreakers(admin: string): Promise<void> {
  for (const { id, breaker } of await listEndpoints(admin)) {
    if (breaker.state === 'CLOSED') continue;
    await settled('POST', `/admin/delivery-endpoints/${id}/breaker`, { token: admin, body: { state: 'CLOSED' } });
  }
}

/** Waits until nothing is open; how many of the first few are when the time is over. */
async function drain(admin: string, withinMs: number): Promise<number> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const open = await Promise.all(
      ['PENDING', 'BLOCKED', 'DEAD'].map((state) =>
        settled<{ items: unknown[] }>('GET', `/admin/deliveries?state=${state}&limit=5`, { token: admin }),
      ),
    );
    const count = open.reduce((sum, { items }) => sum + items.length, 0);
    if (count === 0 || Date.now() > deadline) return count;
    await wait(500);
  }
}

async function receivedOrder(receiverUrl: string, id: string): Promise<Received | null> {
  const answer = await fetch(new URL(`/orders/${id}`, receiverUrl));
  return answer.ok ? ((await answer.json()) as Received) : null;
}

/** What the receiver has otherwise than the shop; null when nothing. */
async function differenceOf({ id, shopper, changeCount }: Placed, received: Received | null): Promise<string | null> {
  if (!received) return 'never arrived';
  const { sequences, anomalies, deliveries } = received;
  const wanted = Array.from({ length: changeCount }, (_, index) => index + 1);
  if (JSON.stringify(sequences) !== JSON.stringify(wanted)) return `sequences ${sequences}, wanted 1 to ${changeCount}`;
  if (anomalies > 0) return `${anomalies} anomalies`;
  if (deliveries.some(({ duplicatesWithOtherBytes }) => duplicatesWithOtherBytes > 0))
    return 'the same delivery came with other bytes';
  const order = await must<Order>('GET', `/orders/${id}`, { token: shopper.token });
  const [here, there] = [order, received.order].map((one) => JSON.stringify(sameOf(one)));
  return here === there ? null : `the shop has ${here}, the receiver ${there}`;
}

function sameOf({ status, totals, lines, refunds, shippingAddress }: Order) {
  return {
    status,
    totals: sorted(totals),
    cancelled: lines.map(({ cancelledQuantity }) => cancelledQuantity),
    refunds: refunds.length,
    shippingAddress: sorted(shippingAddress),
  };
}

function sorted(value: unknown) {
  return Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Numbers in [0, 1) that follow from the seed and which of its orders asks. */
export function randomOf(seed: number, order: number): () => number {
  let state = (seed * 2_654_435_761 + (order + 2) * 40_503) >>> 0;
  return () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
