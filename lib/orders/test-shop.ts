import { openCart } from '@/lib/cart/open-cart';
import { setLine } from '@/lib/cart/set-line';
import { db } from '@/lib/db/client';
import { nullJson, rows, sql } from '@/lib/db/sql';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { type Options, pairOptions } from '@/lib/shared/options';
import { ok, unwrap } from '@/lib/shared/result';
import { openTopUp } from '@/lib/wallet/open-top-up';
import { settleTopUp } from '@/lib/wallet/settle-top-up';
import type { PlaceOrder } from './place-order';

/** A small shop for database tests of orders: shoppers with balances, variants with stock. */

export const noon = new Date('2026-11-23T03:00:00.000Z');
export const address = {
  recipient: '김하나',
  phone: '010-1234-5678',
  postalCode: '04524',
  line1: '세종대로 110',
  line2: '',
};

/** A shopper whose wallet was topped up with so much, through the real top-up. */
export async function addShopper({
  balanceWon = 0,
  tier = 'BRONZE',
}: {
  balanceWon?: number;
  tier?: Actor['tier'];
} = {}): Promise<Actor> {
  const userId = newId();
  await db().user.create({
    data: { id: userId, email: `${userId}@maru.example`, passwordHash: 'none', name: '하나', tier },
  });
  await db().wallet.create({ data: { userId } });
  for (let left = balanceWon; left > 0; left -= 2_000_000) {
    const topUpId = newId();
    await inTransaction((tx) =>
      openTopUp(tx, { topUpId, userId, amountWon: Math.max(1_000, Math.min(left, 2_000_000)) }),
    );
    unwrap(await inTransaction((tx) => settleTopUp(tx, { topUpId, now: noon })));
  }
  return { userId, role: 'SHOPPER', tier };
}

/** A product of one variant, received into stock. */
export async function addVariant({
  priceWon = 10_000,
  units = 0,
  options = {},
  optionsEn,
}: {
  priceWon?: number;
  units?: number;
  options?: Options;
  optionsEn?: Options;
} = {}): Promise<string> {
  const [productId, variantId] = [newId(), newId()];
  await db().product.create({
    data: {
      id: productId,
      slug: `p-${productId}`,
      category: { create: { id: newId(), slug: `c-${productId}` } },
      status: 'ACTIVE',
      priceWon,
      translations: { create: { locale: 'ko', name: '달항아리' } },
      variants: {
        create: {
          ...{ id: variantId, sku: variantId, priceWon, options },
          optionsEn: pairOptions(options, optionsEn) ?? nullJson,
          stock: { create: { onHandUnits: units } },
        },
      },
    },
  });
  if (units > 0) {
    await db().stockMovement.create({
      data: { id: newId(), variantId, deltaUnits: units, balanceUnits: units, reason: 'RECEIVE' },
    });
  }
  return variantId;
}

/** Puts units into the shopper's cart; the cart's version. */
export async function fillCart(actor: Actor, lines: Record<string, number>, now = noon): Promise<number> {
  const cart = unwrap(
    await inTransaction(async (tx) => {
      let open = await openCart(tx, { userId: actor.userId, guestToken: null }, now);
      for (const [variantId, quantity] of Object.entries(lines)) {
        if (open) open = unwrap(await setLine(tx, { cart: open, variantId, quantity, now }));
      }
      return ok(open);
    }),
  );
  return cart?.version ?? 0;
}

/** What a checkout sends, with a total so high that no price surprises it. */
export function checkout(actor: Actor, cartVersion: number, changes: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    actor,
    cartVersion,
    guestToken: null,
    expectedTotalWon: 1_000_000_000,
    shippingAddress: address,
    pay: true,
    now: noon,
    locale: 'ko',
    ...changes,
  };
}

export async function stockOf(variantId: string) {
  const { onHandUnits, reservedUnits } = await db().stockLevel.findUniqueOrThrow({ where: { variantId } });
  return { onHandUnits, reservedUnits };
}

export async function balanceOf(actor: Actor): Promise<number> {
  return (await db().wallet.findUniqueOrThrow({ where: { userId: actor.userId } })).balanceWon;
}

/** Everything that must hold whatever happened: each row of the answer is a broken book. */
export async function brokenBooks(): Promise<unknown[]> {
  return rows(
    db(),
    sql`
      SELECT 'stock is not its movements' AS book, s.variant_id::text AS id FROM stock_levels s
        WHERE s.on_hand_units <> (SELECT coalesce(sum(m.delta_units), 0) FROM stock_movements m WHERE m.variant_id = s.variant_id)
      UNION ALL SELECT 'reserved is not what unpaid orders hold', s.variant_id::text FROM stock_levels s
        WHERE s.reserved_units <> (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE o.status = 'PENDING_PAYMENT' AND l.variant_id = s.variant_id)
      UNION ALL SELECT 'balance is not its entries', w.user_id::text FROM wallets w
        WHERE w.balance_won <> (SELECT coalesce(sum(e.amount_won), 0) FROM ledger_entries e WHERE e.user_id = w.user_id)
      UNION ALL SELECT 'the ledger does not sum to zero', '' WHERE (SELECT coalesce(sum(amount_won), 0) FROM ledger_entries) <> 0
      UNION ALL SELECT 'a paid order is not paid once', o.id::text FROM orders o WHERE (o.paid_at IS NOT NULL AND o.total_won > 0)
        <> EXISTS (SELECT FROM ledger_transfers t WHERE t.kind = 'PAYMENT' AND t.reference_id = o.id)
      UNION ALL SELECT 'refunds are not what moved back', o.id::text FROM orders o
        WHERE o.refunded_won <> (SELECT coalesce(sum(e.amount_won), 0) FROM cancellations c JOIN ledger_transfers t ON t.kind = 'REFUND' AND t.reference_id = c.id
            JOIN ledger_entries e ON e.transfer_id = t.id AND e.user_id = o.user_id WHERE c.order_id = o.id)
          OR (o.status = 'CANCELLED' AND o.refunded_won <> o.paid_won)
      UNION ALL SELECT 'issued is not the coupons there are, or too many', k.id::text FROM coupon_campaigns k
        WHERE k.issued_count <> (SELECT count(*) FROM coupons c WHERE c.campaign_id = k.id) OR k.issued_count > k.quantity
      UNION ALL SELECT 'a coupon is not where its order says', c.id::text FROM coupons c LEFT JOIN orders o ON o.id = c.order_id
        WHERE (c.state = 'HELD') <> (c.order_id IS NOT NULL AND o.status = 'PENDING_PAYMENT')
          OR (c.order_id IS NOT NULL AND NOT EXISTS (SELECT FROM order_coupons d WHERE d.order_id = c.order_id AND d.coupon_id = c.id))
      UNION ALL SELECT 'a coupon has another history than state', c.id::text FROM coupons c
        JOIN coupon_events e ON e.coupon_id = c.id AND e.position = c.event_count
        WHERE c.event_count <> (SELECT count(*) FROM coupon_events x WHERE x.coupon_id = c.id)
          OR c.state::text <> CASE e.type WHEN 'ISSUED' THEN 'USABLE' WHEN 'RELEASED' THEN 'USABLE' WHEN 'RESTORED' THEN 'USABLE' ELSE e.type::text END
      UNION ALL SELECT 'lines do not sum to the goods', o.id::text FROM orders o
        WHERE o.goods_won <> (SELECT sum(l.unit_price_won * l.quantity) FROM order_lines l WHERE l.order_id = o.id)
      UNION ALL SELECT 'events have gaps', o.id::text FROM orders o
        WHERE (o.event_count, o.export_count) <> (SELECT count(*), count(e.export_sequence) FROM order_events e WHERE e.order_id = o.id)
          OR o.export_count <> (SELECT coalesce(max(e.export_sequence), 0) FROM order_events e WHERE e.order_id = o.id)`,
  );
}
