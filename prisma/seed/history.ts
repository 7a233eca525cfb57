import { randomUUID } from 'node:crypto';
import { openCart } from '@/lib/cart/open-cart';
import { setLine } from '@/lib/cart/set-line';
import type { Tx } from '@/lib/db/client';
import { execute, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { moveStock } from '@/lib/inventory/move-stock';
import { expireOrder } from '@/lib/orders/expire-order';
import type { TransitionTarget } from '@/lib/orders/model';
import { placeOrder } from '@/lib/orders/place-order';
import { transitionOrder } from '@/lib/orders/transition-order';
import { hours, later, minutes } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { amountWonMax } from '@/lib/shared/money';
import { unwrap } from '@/lib/shared/result';
import { openTopUp } from '@/lib/wallet/open-top-up';
import { settleTopUp } from '@/lib/wallet/settle-top-up';
import { type CastName, cast } from './cast';
import type { Dice } from './dice';
import type { Shelved } from './goods';
import type { Actors } from './people';

const historyHours = 72;
const orderCount = 64;
/** What is scarce was bought in these hours before now: after the last product came, before anybody waited for more. */
const runHours = { from: 116, to: 54 };
/** Of so many orders one is never paid. */
const unpaidEvery = 13;
/** What an order may cost above its goods: shipping. */
const shippingRoomWon = 10_000;

/** Who orders, the busiest first. */
const buyers: CastName[] = ['vip', 'gold', 'collector', 'silver', 'tea', 'abroad', 'student', 'newcomer', 'shopper'];

/** Put into wallets just now. */
const pocketMoney: [CastName, number][] = [
  ['vip', 1_000_000],
  ['shopper', 200_000],
];

/** How long after the payment an order moves on, in hours. */
const milestones: { to: TransitionTarget; afterHours: [number, number] }[] = [
  { to: 'PREPARING', afterHours: [2, 7] },
  { to: 'SHIPPED', afterHours: [9, 22] },
  { to: 'DELIVERED', afterHours: [28, 50] },
];

type Deed = { at: Date; run: () => Promise<void> };

/**
 * Three days of orders in all their states, a run on what is scarce today in the days before, and the warehouse's work, told in the
 * order in which they happened.
 */
export async function seedHistory(tx: Tx, { actors, shelves, dice, now }: SeedHistory): Promise<void> {
  const deeds: Deed[] = [];
  const story = { actors, dice, now, deeds };
  for (const name of buyers) {
    const at = later(now, -hours(runHours.from + 2));
    deeds.push({ at, run: () => topUp(tx, { actor: actors[name], amountWon: cast[name].topUpWon, at }) });
  }
  for (let turn = 0; turn < orderCount; turn++) {
    const buyer = dice.pick(buyers, 1.6);
    const at = daytime(dice, { now, from: historyHours, to: 0.25 });
    const paid = turn % unpaidEvery !== unpaidEvery - 1;
    deeds.push({ at, run: () => order(tx, { ...story, buyer, choose: () => chooseLines(shelves, dice), at, paid }) });
  }
  for (const { shelved, quantity } of runsOf(shelves)) {
    const buyer = dice.pick(buyers, 1.6);
    const at = daytime(dice, { now, ...runHours });
    deeds.push({
      at,
      run: () => order(tx, { ...story, buyer, choose: () => [{ shelved, quantity }], at, paid: true }),
    });
  }
  // Whoever signs in finds money to spend, and an order that waits for its payment.
  for (const [name, amountWon] of pocketMoney) {
    const at = later(now, -minutes(9));
    deeds.push({ at, run: () => topUp(tx, { actor: actors[name], amountWon, at }) });
  }
  const waiting = { buyer: 'shopper', choose: () => chooseLines(shelves, dice), at: now, paid: false } as const;
  deeds.push({ at: now, run: () => order(tx, { ...story, ...waiting }) });
  deeds.push(...warehouse(tx, { actor: actors.admin, shelves, now }));
  // Deeds lead to deeds (an order is shipped later on), so the earliest is looked for each time.
  for (let next = takeEarliest(deeds); next; next = takeEarliest(deeds)) await next.run();
  // What happened before anybody was here was told then.
  await execute(tx, sql`DELETE FROM unmailed_order_events`);
}

type SeedHistory = { actors: Actors; shelves: Shelved[]; dice: Dice; now: Date };

type Wish = { shelved: Shelved; quantity: number };

/** What is bought is chosen when it is bought, from what is left by then. */
type Purchase = Omit<SeedHistory, 'shelves'> & {
  buyer: CastName;
  choose: () => Wish[];
  at: Date;
  paid: boolean;
  deeds: Deed[];
};

async function order(tx: Tx, { actors, buyer, choose, dice, at, now, paid, deeds }: Purchase): Promise<void> {
  const actor = actors[buyer];
  const lines = choose();
  const goodsWon = lines.reduce((sum, { shelved, quantity }) => sum + shelved.priceWon * quantity, 0);
  if (paid) await fillUp(tx, { actor, neededWon: goodsWon + shippingRoomWon, at });
  let cart = required(await openCart(tx, { userId: actor.userId, guestToken: null }, at), 'cart');
  for (const { shelved, quantity } of lines) {
    cart = unwrap(await setLine(tx, { cart, variantId: shelved.variantId, quantity, now: at }));
    if (paid) shelved.unitsLeft -= quantity;
  }
  const placed = unwrap(
    await placeOrder(tx, {
      ...{ actor, guestToken: null, cartVersion: cart.version, expectedTotalWon: amountWonMax, pay: paid },
      shippingAddress: required(cast[buyer].address, 'address'),
      ...{ now: at, locale: 'ko' },
    }),
  );
  if (!paid) {
    const expiredAt = later(required(placed.holdExpiresAt, 'hold'), minutes(1));
    if (expiredAt > now) return;
    deeds.push({
      at: expiredAt,
      run: async () => void unwrap(await expireOrder(tx, { orderId: placed.id, now: expiredAt })),
    });
    return;
  }
  for (const { to, afterHours } of milestones) {
    const due = later(at, hours(dice.between(...afterHours)) + minutes(dice.between(0, 59)));
    if (due > now) break;
    const move = { actor: actors.admin, orderId: placed.id, to, now: due };
    deeds.push({ at: due, run: async () => void unwrap(await transitionOrder(tx, move)) });
  }
}

/** One to three things of which enough is left that nothing becomes scarce by it. */
function chooseLines(shelves: Shelved[], dice: Dice): Wish[] {
  const lines = new Map<Shelved, number>();
  for (let wanted = dice.between(1, 3); wanted > 0; wanted--) {
    const quantity = dice.pick([1, 1, 1, 2, 3]);
    const fitting = withoutRun(shelves).filter(
      (one) => one.unitsLeft - quantity > one.safetyMinUnits && quantity <= one.perOrderMax && one.priceWon < 200_000,
    );
    lines.set(dice.pick(fitting, 1.4), quantity);
  }
  return [...lines].map(([shelved, quantity]) => ({ shelved, quantity }));
}

function withoutRun(shelves: Shelved[]): Shelved[] {
  return shelves.filter(({ runUnits }) => runUnits.length === 0);
}

function runsOf(shelves: Shelved[]): Wish[] {
  return shelves.flatMap((shelved) => shelved.runUnits.map((quantity) => ({ shelved, quantity })));
}

/** Nobody's order in the demo fails for want of money: they top up first, as people do. */
async function fillUp(tx: Tx, { actor, neededWon, at }: { actor: Actor; neededWon: number; at: Date }): Promise<void> {
  const { balanceWon } = await tx.wallet.findUniqueOrThrow({ where: { userId: actor.userId } });
  const missingWon = neededWon - balanceWon;
  if (missingWon <= 0) return;
  await topUp(tx, { actor, amountWon: Math.ceil(missingWon / 100_000) * 100_000, at: later(at, -minutes(1)) });
}

async function topUp(tx: Tx, { actor, amountWon, at }: { actor: Actor; amountWon: number; at: Date }): Promise<void> {
  const topUpId = randomUUID();
  unwrap(await openTopUp(tx, { topUpId, userId: actor.userId, amountWon }));
  unwrap(await settleTopUp(tx, { topUpId, now: at }));
}

/** A delivery that came, a cup that broke, a count that was wrong, a gift that came back. */
function warehouse(tx: Tx, { actor, shelves, now }: { actor: Actor; shelves: Shelved[]; now: Date }): Deed[] {
  const plenty = withoutRun(shelves).filter((one) => one.unitsLeft > one.safetyMinUnits + 3);
  const work = [
    { hoursAgo: 66, deltaUnits: 12, reason: 'RECEIVE', note: '정기 입고 · 11월 4주차' },
    { hoursAgo: 51, deltaUnits: -1, reason: 'DAMAGE', note: '검수 중 이가 나감' },
    { hoursAgo: 30, deltaUnits: -2, reason: 'ADJUST', note: '실사 결과 두 개 부족' },
    { hoursAgo: 20, deltaUnits: 1, reason: 'RETURN', note: '선물 교환으로 돌아옴' },
    { hoursAgo: 5, deltaUnits: 8, reason: 'RECEIVE', note: '추가 입고' },
  ] as const;
  return work.map(({ hoursAgo, ...movement }, index) => {
    const at = later(now, -hours(hoursAgo));
    const shelved = required(plenty[index * 3], 'a well-stocked variant');
    const run = async () => {
      unwrap(await moveStock(tx, { actor, variantId: shelved.variantId, now: at, ...movement }));
      shelved.unitsLeft += movement.deltaUnits;
    };
    return { at, run };
  });
}

/** A moment between so many hours ago when people in Seoul are awake. */
function daytime(dice: Dice, { now, from, to }: { now: Date; from: number; to: number }): Date {
  for (;;) {
    const at = later(now, -minutes(dice.between(to * 60, from * 60)));
    const hourInSeoul = (at.getUTCHours() + 9) % 24;
    if (hourInSeoul >= 8 || dice.next() < 0.1) return at;
  }
}

function takeEarliest(deeds: Deed[]): Deed | undefined {
  const earliest = deeds.reduce((best, deed, index) => (deed.at < (deeds[best]?.at ?? deed.at) ? index : best), 0);
  return deeds.splice(earliest, 1)[0];
}
