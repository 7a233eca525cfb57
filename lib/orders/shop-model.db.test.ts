import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToCart } from '@/lib/cart/add-to-cart';
import { expireCarts } from '@/lib/cart/expire-carts';
import type { CartError } from '@/lib/cart/model';
import { openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { setLine } from '@/lib/cart/set-line';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { changeStockedProduct } from '@/lib/inventory/change-stocked-product';
import { changeStockedVariant } from '@/lib/inventory/change-stocked-variant';
import { moveStock } from '@/lib/inventory/move-stock';
import { testAdmin as admin } from '@/lib/inventory/test-products';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { ok, type Result, unwrap } from '@/lib/shared/result';
import { openTopUp } from '@/lib/wallet/open-top-up';
import { settleTopUp } from '@/lib/wallet/settle-top-up';
import { cancelOrder } from './cancel-order';
import { expireOrder } from './expire-order';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { findOverdueOrderIds } from './queries';
import { renewHold } from './renew-hold';
import { addShopper, addVariant, brokenBooks, checkout, noon } from './test-shop';
import {
  type Acts,
  type Asking,
  act,
  booksOf,
  openingShop,
  pickedOrder,
  type ShopModel,
  type Step,
  someStep,
  unitsOfLines,
} from './test-shop-model';
import { transitionOrder } from './transition-order';

/** As many random histories as one run of the tests has time for; `MARU_SHOP_HISTORIES=1000` looks longer. */
const historyCount = Number(process.env.MARU_SHOP_HISTORIES ?? 10);
const stepCountMax = 100;

const db = testDb();

it(
  'a shop of five people and six goods is, after each step of any history, what a few numbers say it is',
  async () => {
    const history = fc.commands([someStep.map((step) => new Command(step))], {
      maxCommands: stepCountMax,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        await fc.asyncModelRun(openBoth, steps);
        expect(await brokenBooks()).toEqual([]);
      }),
      { numRuns: historyCount },
    );
  },
  historyCount * 30_000,
);

class Command implements fc.AsyncCommand<ShopModel, RealShop> {
  constructor(private readonly step: Step) {}

  check(model: ShopModel): boolean {
    return !('pick' in this.step) || pickedOrder(model, this.step.pick) >= 0;
  }

  async run(model: ShopModel, real: RealShop): Promise<void> {
    const order = 'pick' in this.step ? pickedOrder(model, this.step.pick) : -1;
    const expected = act(model, this.step, order);
    const answer = await actReally(real, this.step, order);
    expect(answer.ok ? 'ok' : answer.error.code).toBe(expected);
    expect(await readBooks(real)).toEqual(booksOf(model));
  }

  toString(): string {
    return JSON.stringify(this.step);
  }
}

/** The real shop, and whose place is where. `agreedWon` is the total that each shopper last saw. */
type RealShop = { now: Date; variantIds: string[]; shoppers: Actor[]; agreedWon: number[]; orders: OrderedOrder[] };

/** Its lines in the order of the goods, as the model has them. */
type OrderedOrder = { id: string; owner: number; lineIds: string[] };

type Answer = Result<unknown, { code: string }>;

async function openBoth(): Promise<{ model: ShopModel; real: RealShop }> {
  await truncateAll();
  const model = openingShop(noon.getTime());
  const real: RealShop = { now: noon, variantIds: [], shoppers: [], agreedWon: [], orders: [] };
  for (const { priceWon, onHandUnits } of model.variants)
    real.variantIds.push(await addVariant({ priceWon, units: onHandUnits }));
  for (const { balanceWon } of model.shoppers) {
    const shopper = await addShopper({ balanceWon });
    await inTransaction(async (tx) => ok(await openCart(tx, { userId: shopper.userId, guestToken: null }, noon)));
    real.shoppers.push(shopper);
    real.agreedWon.push(0);
  }
  return { model, real };
}

/** What people and programs do, each in a transaction of its own as routes and functions have it. */
const acts: Acts<RealShop, Promise<Answer>> = {
  addToCart: (shop, { shopper, variant, units }) =>
    changeCart(shop, shopper, (tx, cart) =>
      addToCart(tx, { cart, variantId: at(shop.variantIds, variant), quantity: units, now: shop.now }),
    ),
  setQuantity: (shop, { shopper, variant, units }) =>
    changeCart(shop, shopper, (tx, cart) =>
      setLine(tx, { cart, variantId: at(shop.variantIds, variant), quantity: units, now: shop.now }),
    ),
  place: async (shop, { shopper, pay, ofCart }) => {
    const actor = at(shop.shoppers, shopper);
    const cart = await db.cart.findUniqueOrThrow({ where: { userId: actor.userId } });
    const request = checkout(actor, cart.version - (ofCart === 'BEFORE' ? 1 : 0), {
      ...{ expectedTotalWon: at(shop.agreedWon, shopper), pay, now: shop.now },
    });
    const placed = await inTransaction((tx) => placeOrder(tx, request));
    if (placed.ok) {
      const [{ id, lines }, { variantIds }] = [placed.value, shop];
      const byVariant = lines.toSorted((a, b) => variantIds.indexOf(a.variantId) - variantIds.indexOf(b.variantId));
      shop.orders.push({ id, owner: shopper, lineIds: byVariant.map((line) => line.id) });
    } else if (placed.error.code === 'order.totalChanged') shop.agreedWon[shopper] = placed.error.totalWon;
    return placed;
  },
  pay: (shop, { by }, order) => inTransaction((tx) => payOrder(tx, { ...askedFor(shop, order, by), now: shop.now })),
  renewHold: (shop, { by }, order) =>
    inTransaction((tx) => renewHold(tx, { ...askedFor(shop, order, by), now: shop.now })),
  cancel: (shop, { by, units }, order) => {
    const { lineIds } = at(shop.orders, order);
    const wanted = unitsOfLines(lineIds, units);
    const named = lineIds
      .map((lineId, place) => ({ lineId, quantity: at(wanted, place) }))
      .filter(({ quantity }) => quantity > 0);
    const lines = named.length > 0 ? named : undefined;
    const side = by === 'ADMIN' ? 'ADMIN' : 'CUSTOMER';
    const request = { ...askedFor(shop, order, by), by: side, lines, reason: '그냥', now: shop.now } as const;
    return inTransaction((tx) => cancelOrder(tx, request));
  },
  move: (shop, { to }, order) =>
    inTransaction((tx) => transitionOrder(tx, { ...askedFor(shop, order, 'ADMIN'), to, now: shop.now })),
  changePrice: (shop, { variant, priceWon }) =>
    inTransaction((tx) =>
      changeStockedVariant(tx, {
        ...{ actor: admin, variantId: at(shop.variantIds, variant), change: { priceWon }, now: shop.now },
      }),
    ),
  putOnSale: async (shop, { variant, isOnSale }) => {
    const { productId } = await db.variant.findUniqueOrThrow({ where: { id: at(shop.variantIds, variant) } });
    const change = { status: isOnSale ? 'ACTIVE' : 'ARCHIVED' } as const;
    return inTransaction((tx) => changeStockedProduct(tx, { actor: admin, productId, change, now: shop.now }));
  },
  moveStock: (shop, { variant, deltaUnits }) =>
    inTransaction((tx) =>
      moveStock(tx, {
        ...{ actor: admin, variantId: at(shop.variantIds, variant), deltaUnits, note: '', now: shop.now },
        reason: deltaUnits > 0 ? 'RECEIVE' : 'DAMAGE',
      }),
    ),
  topUp: async (shop, { shopper, amountWon }) => {
    const [topUpId, { userId }] = [newId(), at(shop.shoppers, shopper)];
    unwrap(await inTransaction((tx) => openTopUp(tx, { topUpId, userId, amountWon })));
    return inTransaction((tx) => settleTopUp(tx, { topUpId, now: shop.now }));
  },
  wait: async (shop, step) => {
    shop.now = later(shop.now, minutes(step.minutes));
    return ok(undefined);
  },
  sweep: async ({ now }) => {
    for (const orderId of await findOverdueOrderIds(db, { now, limit: 1_000 }))
      unwrap(await inTransaction((tx) => expireOrder(tx, { orderId, now })));
    return inTransaction((tx) => expireCarts(tx, { now, limit: 1_000 }));
  },
};

function actReally(shop: RealShop, step: Step, order: number): Promise<Answer> {
  return (acts[step.kind] as (shop: RealShop, step: Step, order: number) => Promise<Answer>)(shop, step, order);
}

type Cart = { id: string; version: number };

async function changeCart(
  shop: RealShop,
  shopper: number,
  change: (tx: Tx, cart: Cart) => Promise<Result<Cart, CartError>>,
): Promise<Answer> {
  const { userId } = at(shop.shoppers, shopper);
  const shown = await inTransaction(async (tx) => {
    const cart = required(await openCart(tx, { userId, guestToken: null }, shop.now), 'cart');
    const changed = await change(tx, cart);
    return changed.ok ? ok(await readCart(tx, cart.id, { locale: 'ko', now: shop.now })) : changed;
  });
  if (shown.ok) shop.agreedWon[shopper] = shown.value.quote.totalWon;
  return shown;
}

function askedFor(shop: RealShop, order: number, by: Asking): { actor: Actor; orderId: string } {
  const { id: orderId, owner } = at(shop.orders, order);
  if (by === 'ADMIN') return { actor: admin, orderId };
  return { actor: at(shop.shoppers, by === 'OWNER' ? owner : (owner + 1) % shop.shoppers.length), orderId };
}

function at<Item>(items: Item[], place: number): Item {
  return required(items[place], `number ${place}`);
}

/** All that the model knows, as Postgres has it; an order that nobody was told of would be one more. */
async function readBooks({ variantIds, shoppers, orders }: RealShop): Promise<unknown> {
  const userIds = shoppers.map(({ userId }) => userId);
  const orderIds = orders.map(({ id }) => id);
  const found = await firstRow<{ books: unknown }>(
    db,
    sql`WITH v AS (SELECT id, place - 1 AS place FROM unnest(${variantIds}::uuid[]) WITH ORDINALITY AS v (id, place)),
          s AS (SELECT id, place - 1 AS place FROM unnest(${userIds}::uuid[]) WITH ORDINALITY AS s (id, place)),
          known AS (SELECT id, place FROM unnest(${orderIds}::uuid[]) WITH ORDINALITY AS o (id, place))
        SELECT json_build_object(
          'stock', (SELECT json_agg(json_build_array(on_hand_units, reserved_units) ORDER BY v.place)
            FROM v JOIN stock_levels l ON l.variant_id = v.id),
          'balancesWon', (SELECT json_agg(balance_won ORDER BY s.place) FROM s JOIN wallets w ON w.user_id = s.id),
          'carts', (SELECT json_agg(json_build_object('version', c.version, 'units',
              (SELECT coalesce(json_object_agg(v.place, l.quantity), '{}') FROM cart_lines l JOIN v ON v.id = l.variant_id
                WHERE l.cart_id = c.id)) ORDER BY s.place)
            FROM s JOIN carts c ON c.user_id = s.id),
          'orders', (SELECT coalesce(json_agg(json_build_object('shopper', s.place, 'status', o.status, 'totalWon', o.total_won,
              'paidWon', o.paid_won, 'refundedWon', o.refunded_won, 'lines',
              (SELECT json_object_agg(v.place, json_build_array(l.unit_price_won, l.quantity, l.cancelled_quantity))
                FROM order_lines l JOIN v ON v.id = l.variant_id WHERE l.order_id = o.id)) ORDER BY known.place), '[]')
            FROM orders o JOIN s ON s.id = o.user_id LEFT JOIN known ON known.id = o.id)) AS books`,
  );
  return found?.books;
}
