import type { CartError } from '@/lib/cart/model';
import { type CartOwner, emptyCart, openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { type CartQuote, quoteCart } from '@/lib/cart/quote-cart';
import { type CartContents, type CartRow, readCartContents } from '@/lib/cart/read-cart-contents';
import { quantityLimit } from '@/lib/cart/rules';
import { moveCoupons } from '@/lib/coupons/move-coupons';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { doneBy } from '@/lib/identity/model';
import type { Shortage } from '@/lib/inventory/model';
import { reserveStock } from '@/lib/inventory/reserve-stock';
import { sellStock } from '@/lib/inventory/sell-stock';
import { shippingRule } from '@/lib/pricing/model';
import { freezeCoupons } from '@/lib/pricing/rules/freeze-coupons';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { amountWonMax } from '@/lib/shared/money';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockWallet } from '@/lib/wallet/lock-wallet';
import { payFromWallet } from '@/lib/wallet/pay-from-wallet';
import { appendEvent } from './append-event';
import { findLapsedCoupons } from './find-lapsed-coupons';
import { holdMs, type OrderError, type ShippingAddress, unpaidOrdersMax } from './model';
import { newOrderNumber } from './order-number';
import type { OrderRow } from './order-row';
import { couponIdsOf } from './rules';
import { writeOrder } from './write-order';

export type PlaceOrder = {
  actor: Actor;
  guestToken: CartOwner['guestToken'];
  cartVersion: number;
  expectedTotalWon: number;
  shippingAddress: ShippingAddress;
  pay: boolean;
  now: Date;
  locale: Locale;
};

/**
 * Makes an order of the member's cart: paid at once from the wallet, or unpaid and holding its stock for ten minutes.
 *
 * A cart version becomes at most one order (the cart's lock, and UNIQUE). Errors, in this order: `cart.alreadyOrdered`, `cart.changed`,
 * `cart.empty`, `cart.quantityLimit`, `order.totalChanged` (a total above `expectedTotalWon`; a lower one is passed on), `order.totalLimit`,
 * `order.unpaidLimit`, `inventory.shortage` with every short line, `wallet.insufficient`, `coupon.gone` when other work took one meanwhile.
 * Locks cart, wallet, coupons, and last the stock rows, in variant order.
 */
export async function placeOrder(tx: Tx, request: PlaceOrder): Promise<Result<OrderRow, OrderError | CartError>> {
  const { actor, pay, now } = request;
  const opened = await openOrderedCart(tx, request);
  if (!opened.ok) return opened;
  const { cartId, contents } = opened.value;
  const { lines } = contents;

  const quoted = quoteCart(contents, shippingRule);
  const { price } = quoted;
  const refused = await judge(tx, { request, cartId, lines, price });
  if (refused) return err(refused);

  const order = buildOrder(request, quoted);
  const stockLines = lines.map((line) => ({ variantId: line.variantId, units: line.quantity }));
  if (pay) {
    const balanceWon = await lockWallet(tx, actor.userId);
    if (balanceWon < price.totalWon) {
      const shortages = shortagesOf(lines);
      if (shortages.length > 0) return err({ code: 'inventory.shortage', shortages });
      return err({ code: 'wallet.insufficient', balanceWon, neededWon: price.totalWon });
    }
    const lapsed = await findLapsedCoupons(tx, order);
    if (lapsed.length > 0) return err({ code: 'coupon.gone', couponIds: lapsed });
    await writeOrder(tx, { order, cartId, cartVersion: request.cartVersion });
    await payFromWallet(tx, { userId: actor.userId, orderId: order.id, amountWon: price.totalWon, balanceWon, now });
  } else {
    await writeOrder(tx, { order, cartId, cartVersion: request.cartVersion });
  }
  const by = doneBy(actor, 'CUSTOMER');
  const couponIds = couponIdsOf(order);
  const moved = await moveCoupons(tx, { action: pay ? 'use' : 'hold', couponIds, orderId: order.id, doneBy: by, now });
  if (moved.length < couponIds.length) {
    const taken = new Set(moved.map(({ id }) => id));
    return err({ code: 'coupon.gone', couponIds: couponIds.filter((id) => !taken.has(id)) });
  }
  const type = pay ? 'order.paid' : 'order.placed';
  await appendEvent(tx, { order, tier: actor.tier, type, fromStatus: null, doneBy: by, reason: null, now });
  await emptyCart(tx, cartId, now);

  // The rows that many want come last, so that they are locked for no longer than a commit takes.
  const taken = pay
    ? await sellStock(tx, { lines: stockLines, orderId: order.id, doneBy: by, now })
    : await reserveStock(tx, { lines: stockLines });
  return taken.ok ? ok(order) : taken;
}

async function openOrderedCart(
  tx: Tx,
  { actor, guestToken, cartVersion, now }: PlaceOrder,
): Promise<Result<{ cartId: string; contents: CartContents }, CartError>> {
  const cart = await openCart(tx, { userId: actor.userId, guestToken }, now);
  if (!cart) return err({ code: 'cart.empty' });
  if (cart.version !== cartVersion) {
    const earlier = await firstRow<{ id: string }>(
      tx,
      sql`SELECT id FROM orders WHERE cart_id = ${cart.id}::uuid AND cart_version = ${cartVersion}`,
    );
    return err(
      earlier ? { code: 'cart.alreadyOrdered', orderId: earlier.id } : { code: 'cart.changed', version: cart.version },
    );
  }
  const contents = await readCartContents(tx, { cartId: cart.id, now });
  const { lines } = contents;
  if (lines.length === 0) return err({ code: 'cart.empty' });
  const over = lines.find((line) => line.quantity > quantityLimit(line.maxPerOrder));
  if (over)
    return err({ code: 'cart.quantityLimit', variantId: over.variantId, limit: quantityLimit(over.maxPerOrder) });
  return ok({ cartId: cart.id, contents });
}

type Judged = { request: PlaceOrder; cartId: string; lines: CartRow[]; price: CartQuote['price'] };

async function judge(tx: Tx, { request, cartId, lines, price }: Judged): Promise<OrderError | null> {
  if (price.totalWon > request.expectedTotalWon) {
    return { code: 'order.totalChanged', totalWon: price.totalWon, cart: await readCart(tx, cartId, request) };
  }
  if (price.totalWon > amountWonMax) return { code: 'order.totalLimit', limitWon: amountWonMax };
  const unsellable = shortagesOf(lines.filter((line) => !line.sellable));
  if (unsellable.length > 0) return { code: 'inventory.shortage', shortages: shortagesOf(lines) };
  if (request.pay) return null;
  const unpaid = await tx.order.count({ where: { userId: request.actor.userId, status: 'PENDING_PAYMENT' } });
  return unpaid >= unpaidOrdersMax ? { code: 'order.unpaidLimit', limit: unpaidOrdersMax } : null;
}

/** Short lines as the cart was read; what is no longer on sale has none to give. */
function shortagesOf(lines: CartRow[]): Shortage[] {
  return lines
    .map((line) => ({
      variantId: line.variantId,
      requestedUnits: line.quantity,
      availableUnits: line.sellable ? line.availableUnits : 0,
    }))
    .filter((line) => line.availableUnits < line.requestedUnits);
}

/** Names, options and prices are frozen here: nothing that happens to the catalogue later changes the order. */
function buildOrder(
  { actor, shippingAddress, pay, now, locale }: PlaceOrder,
  { lines, price, coupons }: CartQuote,
): OrderRow {
  const chosen = coupons.map(({ coupon }) => coupon);
  return {
    id: newId(),
    number: newOrderNumber(now),
    userId: actor.userId,
    status: pay ? 'PAID' : 'PENDING_PAYMENT',
    locale,
    goodsWon: price.goodsWon,
    itemDiscountWon: price.itemDiscountWon,
    orderDiscountWon: price.orderDiscountWon,
    shippingWon: price.shippingWon,
    totalWon: price.totalWon,
    paidWon: pay ? price.totalWon : 0,
    refundedWon: 0,
    ...shippingAddress,
    holdExpiresAt: pay ? null : later(now, holdMs),
    holdRenewedAt: null,
    eventCount: 1,
    exportCount: pay ? 1 : 0,
    placedAt: now,
    paidAt: pay ? now : null,
    refunds: [],
    coupons: freezeCoupons(lines, price, chosen).flatMap((frozen) => {
      const coupon = chosen.find(({ couponId }) => couponId === frozen.couponId);
      return coupon ? [{ name: coupon.name, firstPurchaseOnly: coupon.firstPurchaseOnly, frozen }] : [];
    }),
    lines: lines.map((line, place) => ({
      id: newId(),
      variantId: line.variantId,
      productId: line.productId,
      sku: line.sku,
      name: line.name,
      options: line.options,
      optionsEn: line.optionsEn,
      quantity: line.quantity,
      cancelledQuantity: 0,
      unitPriceWon: line.unitPriceWon,
      discountWon: price.lineDiscountsWon[place] ?? 0,
      paidWon: line.unitPriceWon * line.quantity - (price.lineDiscountsWon[place] ?? 0),
    })),
  };
}
