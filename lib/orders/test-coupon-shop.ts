import { expect } from 'vitest';
import { chooseCoupons } from '@/lib/cart/choose-coupons';
import { openCart } from '@/lib/cart/open-cart';
import { readCart } from '@/lib/cart/queries';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { readCouponHistory } from '@/lib/coupons/queries';
import { addCampaign, couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { houseSettings } from '@/lib/settings/model';
import { minutes } from '@/lib/shared/clock';
import { required } from '@/lib/shared/invariant';
import { unwrap } from '@/lib/shared/result';
import { cancelOrder } from './cancel-order';
import { expireOrder } from './expire-order';
import type { OrderRow } from './order-row';
import { payOrder } from './pay-order';
import { placeOrder } from './place-order';
import { previewCancellation } from './preview-cancellation';
import { revokeCoupon } from './revoke-coupon';
import { addShopper, addVariant, checkout, fillCart, noon } from './test-shop';

const db = testDb();
export const hold = minutes(houseSettings.paymentHoldMinutes);

/** A shopper with 1,000,000 won, a jar of 30,000 and a cup of 20,000 (10 of each), and a coupon of the campaign. */
export async function newShop(campaign: Parameters<typeof addCampaign>[0] = {}) {
  const campaignId = await addCampaign(campaign);
  const hana = await addShopper({ balanceWon: 1_000_000 });
  const jar = await addVariant({ units: 10, priceWon: 30_000 });
  const cup = await addVariant({ units: 10, priceWon: 20_000 });
  return { campaignId, hana, jar, cup, couponId: await claimed(hana, campaignId) };
}

export async function claimed(actor: Actor, campaignId: string, now = noon): Promise<string> {
  const given = unwrap(await inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now })));
  return 'id' in given ? given.id : '';
}

export async function choose(actor: Actor, couponIds: string[], now = noon) {
  return inTransaction(async (tx) => {
    const cart = required(await openCart(tx, { userId: actor.userId, guestToken: null }, now), 'cart');
    return chooseCoupons(tx, { cart, userId: actor.userId, couponIds, byHand: true, now });
  });
}

export async function cartOf(actor: Actor, now = noon) {
  const { id } = await db.cart.findUniqueOrThrow({ where: { userId: actor.userId } });
  return readCart(db, id, { locale: 'ko', now });
}

export type Buying = { pay?: boolean; now?: Date; expectedTotalWon?: number };

/** Places an order of these lines with these coupons. */
export async function buy(
  actor: Actor,
  units: Record<string, number>,
  couponIds: string[],
  { now = noon, ...rest }: Buying = {},
) {
  await fillCart(actor, units, now);
  const cart = unwrap(await choose(actor, couponIds, now));
  return inTransaction((tx) => placeOrder(tx, checkout(actor, cart.version, { now, ...rest })));
}

export const pay = (
  actor: Actor,
  { id: orderId }: OrderRow,
  { now = noon, ...rest }: { now?: Date; expectedTotalWon?: number } = {},
) => inTransaction((tx) => payOrder(tx, { actor, orderId, now, ...rest }));
export const expire = ({ id: orderId }: OrderRow, now: Date) =>
  inTransaction((tx) => expireOrder(tx, { orderId, now }));
export const revoke = (couponId: string) =>
  inTransaction((tx) => revokeCoupon(tx, { actor: couponAdmin, couponId, reason: '잘못 발급했습니다', now: noon }));

export type Cancelling = { units?: number[]; now?: Date; by?: 'CUSTOMER' | 'ADMIN' };
export async function cancel(actor: Actor, order: OrderRow, { units, now = noon, by = 'CUSTOMER' }: Cancelling = {}) {
  const lines = units?.flatMap((quantity, place) =>
    quantity > 0 ? [{ lineId: required(order.lines[place], 'line').id, quantity }] : [],
  );
  const request = { actor: by === 'ADMIN' ? couponAdmin : actor, by, orderId: order.id, lines, now };
  const preview = unwrap(await previewCancellation(db, { ...request, locale: 'ko' }));
  const done = unwrap(await inTransaction((tx) => cancelOrder(tx, { ...request, reason: '변심' })));
  expect(done.refundWon).toBe(preview.refundWon);
  return preview;
}

export async function historyOf(couponId: string): Promise<string[]> {
  return unwrap(await readCouponHistory(db, { couponId })).items.map(({ type }) => type);
}
export const stateOf = async (couponId: string) =>
  (await db.coupon.findUniqueOrThrow({ where: { id: couponId } })).state;
