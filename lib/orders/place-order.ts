import type { CartError } from '@/lib/cart/model';
import { type CartOwner, emptyCart, openCart } from '@/lib/cart/open-cart';
import { type CartRow, readCart, readCartRows } from '@/lib/cart/queries';
import { quantityLimit } from '@/lib/cart/rules';
import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { Actor } from '@/lib/identity/model';
import { doneBy } from '@/lib/identity/model';
import type { Shortage } from '@/lib/inventory/model';
import { reserveStock } from '@/lib/inventory/reserve-stock';
import { sellStock } from '@/lib/inventory/sell-stock';
import { type Quote, shippingRule } from '@/lib/pricing/model';
import { quote } from '@/lib/pricing/rules/quote';
import { later } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import type { Locale } from '@/lib/shared/locale';
import { amountWonMax } from '@/lib/shared/money';
import { err, ok, type Result } from '@/lib/shared/result';
import { lockWallet } from '@/lib/wallet/lock-wallet';
import { payFromWallet } from '@/lib/wallet/pay-from-wallet';
import { appendEvent } from './append-event';
import { holdMs, type OrderError, type ShippingAddress, unpaidOrdersMax } from './model';
import { newOrderNumber } from './order-number';
import type { OrderRow } from './order-row';
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
 * `order.unpaidLimit`, `inventory.shortage` with every short line, `wallet.insufficient`.
 * Locks cart, wallet, and last the stock rows, in variant order.
 */
export async function placeOrder(tx: Tx, request: PlaceOrder): Promise<Result<OrderRow, OrderError | CartError>> {
  const { actor, pay, now } = request;
  const opened = await openOrderedCart(tx, request);
  if (!opened.ok) return opened;
  const { cartId, lines } = opened.value;

  const price = quote(
    lines.filter((line) => line.sellable),
    [],
    shippingRule,
  );
  const refused = await judge(tx, { request, cartId, lines, price });
  if (refused) return err(refused);

  const order = buildOrder(request, lines, price);
  const stockLines = lines.map((line) => ({ variantId: line.variantId, units: line.quantity }));
  if (pay) {
    const balanceWon = await lockWallet(tx, actor.userId);
    if (balanceWon < price.totalWon) {
      const shortages = shortagesOf(lines);
      if (shortages.length > 0) return err({ code: 'inventory.shortage', shortages });
      return err({ code: 'wallet.insufficient', balanceWon, neededWon: price.totalWon });
    }
    await writeOrder(tx, { order, cartId, cartVersion: request.cartVersion });
    await payFromWallet(tx, { userId: actor.userId, orderId: order.id, amountWon: price.totalWon, balanceWon, now });
  } else {
    await writeOrder(tx, { order, cartId, cartVersion: request.cartVersion });
  }
  const by = doneBy(actor, 'CUSTOMER');
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
): Promise<Result<{ cartId: string; lines: CartRow[] }, CartError>> {
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
  const lines = await readCartRows(tx, cart.id);
  if (lines.length === 0) return err({ code: 'cart.empty' });
  const over = lines.find((line) => line.quantity > quantityLimit(line.maxPerOrder));
  if (over)
    return err({ code: 'cart.quantityLimit', variantId: over.variantId, limit: quantityLimit(over.maxPerOrder) });
  return ok({ cartId: cart.id, lines });
}

type Judged = { request: PlaceOrder; cartId: string; lines: CartRow[]; price: Quote };

async function judge(tx: Tx, { request, cartId, lines, price }: Judged): Promise<OrderError | null> {
  if (price.totalWon > request.expectedTotalWon) {
    return { code: 'order.totalChanged', totalWon: price.totalWon, cart: await readCart(tx, cartId, request.locale) };
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
  lines: CartRow[],
  price: Quote,
): OrderRow {
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
    carrier: null,
    trackingNumber: null,
    eventCount: 1,
    exportCount: pay ? 1 : 0,
    placedAt: now,
    paidAt: pay ? now : null,
    refunds: [],
    lines: lines.map((line) => ({
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
      discountWon: 0,
      paidWon: line.unitPriceWon * line.quantity,
    })),
  };
}
