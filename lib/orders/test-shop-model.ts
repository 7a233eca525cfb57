import fc from 'fast-check';
import { hours, minutes } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { sumOf } from '@/lib/shared/money';
import type { OrderStatus, TransitionTarget } from './model';

/**
 * A whole shop as a few numbers, for tests: what a real one must answer, and how it must look, after each step.
 *
 * It knows no database, no ids and none of the house's code: people, goods and orders are places in lists, times are milliseconds. To have
 * it know something new, as coupons: one more kind of step, its numbers, and an entry in `acts`.
 */
export type ShopModel = {
  now: number;
  variants: { priceWon: number; isOnSale: boolean; onHandUnits: number; reservedUnits: number }[];
  shoppers: ModelShopper[];
  orders: ModelOrder[];
};

/** `agreedWon` is the total that the shopper last saw. */
type ModelShopper = {
  balanceWon: number;
  agreedWon: number;
  cart: { version: number; endsAt: number; units: Map<number, number> };
  orderedVersions: Set<number>;
};

type ModelOrder = {
  shopper: number;
  status: OrderStatus;
  lines: { variant: number; priceWon: number; units: number; cancelledUnits: number }[];
  shippingWon: number;
  totalWon: number;
  paidWon: number;
  refundedWon: number;
  holdEndsAt: number;
  isHoldRenewed: boolean;
  paidAt: number | null;
};

/** Who asks for something to be done to an order. */
export type Asking = 'OWNER' | 'STRANGER' | 'ADMIN';

/** Which order: of those in the state (or of all) the one after which so many came. */
export type Pick = { status: OrderStatus | 'ANY'; later: number };

export type Step =
  | { kind: 'addToCart'; shopper: number; variant: number; units: number }
  | { kind: 'setQuantity'; shopper: number; variant: number; units: number }
  | { kind: 'place'; shopper: number; pay: boolean; ofCart: 'NOW' | 'BEFORE' }
  | { kind: 'pay'; pick: Pick; by: Asking }
  | { kind: 'renewHold'; pick: Pick; by: Asking }
  | { kind: 'cancel'; pick: Pick; by: Asking; units: number[] }
  | { kind: 'move'; pick: Pick; to: TransitionTarget }
  | { kind: 'changePrice'; variant: number; priceWon: number }
  | { kind: 'putOnSale'; variant: number; isOnSale: boolean }
  | { kind: 'moveStock'; variant: number; deltaUnits: number }
  | { kind: 'topUp'; shopper: number; amountWon: number }
  | { kind: 'wait'; minutes: number }
  | { kind: 'sweep' };

/** For each kind of step what does it; `order` is the place of the order that it picks, where it picks one. */
export type Acts<Shop, Outcome> = {
  [Kind in Step['kind']]: (shop: Shop, step: StepOf<Kind>, order: number) => Outcome;
};
type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

const done = 'ok';
const holdMs = minutes(10);
const cancelWindowMs = minutes(30);
const cartLifetimeMs = hours(24);

/** Each changes the shop and says `ok`, or changes nothing and says why not. */
const acts: Acts<ShopModel, string> = {
  addToCart: (shop, { shopper, variant, units }) => {
    const { cart } = at(shop.shoppers, shopper);
    const before = shop.now < cart.endsAt ? (cart.units.get(variant) ?? 0) : 0;
    return setQuantity(shop, { shopper, variant, units: before + units });
  },
  setQuantity,
  place,
  pay: (shop, { by }, place) => {
    const order = at(shop.orders, place);
    const owner = at(shop.shoppers, order.shopper);
    if (by === 'STRANGER') return 'order.notFound';
    if (order.status !== 'PENDING_PAYMENT' || shop.now >= order.holdEndsAt) return 'order.notPayable';
    if (owner.balanceWon < order.totalWon) return 'wallet.insufficient';
    owner.balanceWon -= order.totalWon;
    Object.assign(order, { status: 'PAID', paidWon: order.totalWon, paidAt: shop.now });
    for (const { variant, units } of order.lines) moveUnits(shop, variant, { onHand: -units, reserved: -units });
    return done;
  },
  renewHold: (shop, { by }, place) => {
    const order = at(shop.orders, place);
    if (by === 'STRANGER') return 'order.notFound';
    const mayRenew = order.status === 'PENDING_PAYMENT' && !order.isHoldRenewed && shop.now < order.holdEndsAt;
    if (!mayRenew) return 'order.holdNotRenewable';
    Object.assign(order, { holdEndsAt: shop.now + holdMs, isHoldRenewed: true });
    return done;
  },
  cancel,
  move: (shop, { to }, place) => {
    const order = at(shop.orders, place);
    const from = { PREPARING: 'PAID', SHIPPED: 'PREPARING', DELIVERED: 'SHIPPED' }[to];
    if (order.status !== from) return 'order.transitionNotAllowed';
    order.status = to;
    return done;
  },
  changePrice: (shop, { variant, priceWon }) => {
    at(shop.variants, variant).priceWon = priceWon;
    return done;
  },
  putOnSale: (shop, { variant, isOnSale }) => {
    at(shop.variants, variant).isOnSale = isOnSale;
    return done;
  },
  moveStock: (shop, { variant, deltaUnits }) => {
    const { onHandUnits, reservedUnits } = at(shop.variants, variant);
    if (onHandUnits + deltaUnits < reservedUnits) return 'inventory.negative';
    moveUnits(shop, variant, { onHand: deltaUnits });
    return done;
  },
  topUp: (shop, { shopper, amountWon }) => {
    at(shop.shoppers, shopper).balanceWon += amountWon;
    return done;
  },
  wait: (shop, step) => {
    shop.now += minutes(step.minutes);
    return done;
  },
  sweep: (shop) => {
    for (const order of shop.orders) {
      if (order.status !== 'PENDING_PAYMENT' || shop.now < order.holdEndsAt) continue;
      order.status = 'EXPIRED';
      for (const { variant, units } of order.lines) moveUnits(shop, variant, { reserved: -units });
    }
    for (const { cart } of shop.shoppers) {
      if (shop.now < cart.endsAt || cart.units.size === 0) continue;
      cart.units.clear();
      cart.version += 1;
    }
    return done;
  },
};

/** Takes the step; what the shop answers. */
export function act(shop: ShopModel, step: Step, order: number): string {
  return (acts[step.kind] as (shop: ShopModel, step: Step, order: number) => string)(shop, step, order);
}

/** The place of the order that the step picks; -1 when there is none. */
export function pickedOrder({ orders }: ShopModel, { status, later }: Pick): number {
  const places = orders.flatMap((order, place) => (status === 'ANY' || order.status === status ? [place] : []));
  return places.at(-1 - later) ?? -1;
}

type CartStep = { shopper: number; variant: number; units: number };

function setQuantity(shop: ShopModel, { shopper, variant, units }: CartStep): string {
  const buyer = at(shop.shoppers, shopper);
  const { cart } = buyer;
  if (units > 0 && !at(shop.variants, variant).isOnSale) return 'cart.variantNotFound';
  if (units > 99) return 'cart.quantityLimit';
  if (shop.now >= cart.endsAt) emptyCart(shop, buyer);
  if (units > 0) cart.units.set(variant, units);
  else cart.units.delete(variant);
  cart.version += 1;
  cart.endsAt = shop.now + cartLifetimeMs;
  buyer.agreedWon = priceOf(shop, buyer).totalWon;
  return done;
}

function place(shop: ShopModel, { shopper, pay, ofCart }: StepOf<'place'>): string {
  const buyer = at(shop.shoppers, shopper);
  const { cart } = buyer;
  const version = cart.version - (ofCart === 'BEFORE' ? 1 : 0);
  if (version !== cart.version || shop.now >= cart.endsAt)
    return buyer.orderedVersions.has(version) ? 'cart.alreadyOrdered' : 'cart.changed';
  if (cart.units.size === 0) return 'cart.empty';
  const { totalWon, shippingWon } = priceOf(shop, buyer);
  if (totalWon > buyer.agreedWon) {
    buyer.agreedWon = totalWon;
    return 'order.totalChanged';
  }
  const lines = [...cart.units]
    .map(([variant, units]) => ({ variant, units, ...at(shop.variants, variant) }))
    .sort((a, b) => a.variant - b.variant);
  if (lines.some(({ isOnSale }) => !isOnSale)) return 'inventory.shortage';
  const unpaid = shop.orders.filter((order) => order.shopper === shopper && order.status === 'PENDING_PAYMENT');
  if (!pay && unpaid.length >= 3) return 'order.unpaidLimit';
  if (lines.some(({ onHandUnits, reservedUnits, units }) => onHandUnits - reservedUnits < units))
    return 'inventory.shortage';
  if (pay && buyer.balanceWon < totalWon) return 'wallet.insufficient';

  const paidWon = pay ? totalWon : 0;
  buyer.balanceWon -= paidWon;
  buyer.orderedVersions.add(version);
  emptyCart(shop, buyer);
  shop.orders.push({
    ...{ shopper, status: pay ? 'PAID' : 'PENDING_PAYMENT', shippingWon, totalWon, paidWon, refundedWon: 0 },
    lines: lines.map(({ variant, priceWon, units }) => ({ variant, priceWon, units, cancelledUnits: 0 })),
    ...{ holdEndsAt: pay ? 0 : shop.now + holdMs, isHoldRenewed: false, paidAt: pay ? shop.now : null },
  });
  for (const { variant, units } of lines) moveUnits(shop, variant, pay ? { onHand: -units } : { reserved: units });
  return done;
}

function cancel(shop: ShopModel, { by, units }: StepOf<'cancel'>, place: number): string {
  const order = at(shop.orders, place);
  const owner = at(shop.shoppers, order.shopper);
  const { status, lines, paidAt } = order;
  if (by === 'STRANGER') return 'order.notFound';
  const mayCancel = status === 'PENDING_PAYMENT' || status === 'PAID' || (by === 'ADMIN' && status === 'PREPARING');
  if (!mayCancel) return 'order.notCancellable';
  if (by === 'OWNER' && paidAt !== null && shop.now >= paidAt + cancelWindowMs) return 'order.cancelWindowClosed';
  const isWhole = unitsOfLines(lines, units).every((wanted) => wanted === 0);
  const taken = isWhole ? lines.map((line) => line.units - line.cancelledUnits) : unitsOfLines(lines, units);
  if (lines.some((line, place) => line.cancelledUnits + at(taken, place) > line.units)) return 'order.unitsNotLeft';
  const isComplete = lines.every((line, place) => line.cancelledUnits + at(taken, place) === line.units);
  if (paidAt === null && !isComplete) return 'order.wholeOnly';

  const goodsWon = sumOf(lines.map((line, place) => line.priceWon * at(taken, place)));
  const refundWon = paidAt === null ? 0 : goodsWon + (isComplete ? order.shippingWon : 0);
  owner.balanceWon += refundWon;
  order.refundedWon += refundWon;
  if (isComplete) order.status = 'CANCELLED';
  for (const [place, line] of lines.entries()) {
    const back = at(taken, place);
    line.cancelledUnits += back;
    moveUnits(shop, line.variant, paidAt === null ? { reserved: -back } : { onHand: back });
  }
  return done;
}

/** The wanted units of each line that an order has; those named beyond are nobody's. */
export function unitsOfLines(lines: unknown[], units: number[]): number[] {
  return lines.map((_, place) => units[place] ?? 0);
}

/** What can be bought of the cart at all, at present prices. */
function priceOf({ variants }: ShopModel, { cart }: ModelShopper): { totalWon: number; shippingWon: number } {
  const onSale = [...cart.units].filter(([variant]) => at(variants, variant).isOnSale);
  const goodsWon = sumOf(onSale.map(([variant, units]) => at(variants, variant).priceWon * units));
  const shippingWon = onSale.length === 0 || goodsWon >= 50_000 ? 0 : 3_000;
  return { totalWon: goodsWon + shippingWon, shippingWon };
}

function emptyCart(shop: ShopModel, { cart }: ModelShopper): void {
  cart.units.clear();
  cart.version += 1;
  cart.endsAt = shop.now + cartLifetimeMs;
}

function moveUnits({ variants }: ShopModel, variant: number, { onHand = 0, reserved = 0 }): void {
  at(variants, variant).onHandUnits += onHand;
  at(variants, variant).reservedUnits += reserved;
}

function at<Item>(items: Item[], place: number): Item {
  return required(items[place], `number ${place}`);
}

/** What a look into the books shows: all that the model knows, as plain values. */
export function booksOf({ variants, shoppers, orders }: ShopModel) {
  return {
    stock: variants.map(({ onHandUnits, reservedUnits }) => [onHandUnits, reservedUnits]),
    balancesWon: shoppers.map(({ balanceWon }) => balanceWon),
    carts: shoppers.map(({ cart: { version, units } }) => ({ version, units: Object.fromEntries(units) })),
    orders: orders.map(({ shopper, status, totalWon, paidWon, refundedWon, lines }) => ({
      ...{ shopper, status, totalWon, paidWon, refundedWon },
      lines: Object.fromEntries(lines.map((line) => [line.variant, [line.priceWon, line.units, line.cancelledUnits]])),
    })),
  };
}

/** Prices around the amount from which shipping is free, and so few units that shoppers meet. */
const openingUnits = [0, 2, 3, 5, 8, 12];
const openingPricesWon = [1, 3_333, 9_900, 12_345, 24_999, 50_000];
const openingBalancesWon = [0, 30_000, 90_000, 200_000, 900_000];

/** Six kinds of goods, and five people with empty carts. */
export function openingShop(now: number): ShopModel {
  return {
    now,
    variants: openingUnits.map((onHandUnits, place) => ({
      ...{ priceWon: at(openingPricesWon, place), isOnSale: true, onHandUnits, reservedUnits: 0 },
    })),
    shoppers: openingBalancesWon.map((balanceWon) => ({
      ...{ balanceWon, agreedWon: 0, orderedVersions: new Set<number>() },
      cart: { version: 1, endsAt: now + cartLifetimeMs, units: new Map<number, number>() },
    })),
    orders: [],
  };
}

const shopper = fc.nat({ max: openingBalancesWon.length - 1 });
const variant = fc.nat({ max: openingUnits.length - 1 });
const later = mostly(0, 1, 2);
const unpaid = pickOf('PENDING_PAYMENT', 'PENDING_PAYMENT', 'ANY');
const paid = pickOf('PAID', 'PREPARING', 'ANY');
const owner = mostly<Asking>('OWNER', 'STRANGER');

/** Any step, the usual more often: histories are to be full of orders, and each order of what may become of it. */
export const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: stepOf('addToCart', { shopper, variant, units: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: stepOf('setQuantity', { shopper, variant, units: mostly(1, 2, 0, 99, 100) }) },
  { weight: 14, arbitrary: stepOf('place', { shopper, pay: fc.boolean(), ofCart: mostly('NOW', 'NOW', 'BEFORE') }) },
  { weight: 6, arbitrary: stepOf('pay', { pick: unpaid, by: owner }) },
  { weight: 3, arbitrary: stepOf('renewHold', { pick: unpaid, by: owner }) },
  {
    weight: 7,
    arbitrary: stepOf('cancel', {
      ...{ pick: fc.oneof(paid, unpaid), by: mostly<Asking>('OWNER', 'ADMIN', 'STRANGER') },
      units: fc.array(fc.nat({ max: 2 }), { maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: stepOf('move', { pick: paid, to: mostly('PREPARING', 'SHIPPED', 'DELIVERED') }) },
  { weight: 2, arbitrary: stepOf('changePrice', { variant, priceWon: mostly(4_999, 16_000, 25_000, 60_000, 1) }) },
  { weight: 2, arbitrary: stepOf('putOnSale', { variant, isOnSale: mostly(true, false) }) },
  { weight: 4, arbitrary: stepOf('moveStock', { variant, deltaUnits: mostly(4, 8, -1, -3) }) },
  { weight: 4, arbitrary: stepOf('topUp', { shopper, amountWon: mostly(30_000, 100_000, 1_000) }) },
  { weight: 4, arbitrary: stepOf('wait', { minutes: mostly(1, 4, 6, 10, 30, 24 * 60) }) },
  { weight: 3, arbitrary: stepOf('sweep', {}) },
);

function pickOf(...statuses: Pick['status'][]): fc.Arbitrary<Pick> {
  return fc.record({ status: mostly(...statuses), later });
}

/** One of the values, the earlier ones more often. */
function mostly<const Value>(...values: Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    ...values.map((value, place) => ({ weight: 2 * (values.length - place), arbitrary: fc.constant(value) })),
  );
}

function stepOf<Kind extends Step['kind']>(
  kind: Kind,
  members: { [Name in Exclude<keyof StepOf<Kind>, 'kind'>]: fc.Arbitrary<StepOf<Kind>[Name]> },
): fc.Arbitrary<Step> {
  return fc.record({ kind: fc.constant(kind), ...members }) as fc.Arbitrary<Step>;
}
