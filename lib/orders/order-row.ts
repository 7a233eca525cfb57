import type { Tier } from '@/lib/identity/model';
import type { FrozenCoupon } from '@/lib/pricing/model';
import type { Locale, Localized } from '@/lib/shared/locale';
import type { Options, PairedOptions } from '@/lib/shared/options';
import type { OrderStatus, RefundView, ShippingAddress } from './model';

/** An order and its lines as they stand in Postgres. */
export type OrderRow = ShippingAddress & {
  id: string;
  number: string;
  userId: string;
  status: OrderStatus;
  locale: Locale;
  goodsWon: number;
  itemDiscountWon: number;
  orderDiscountWon: number;
  shippingWon: number;
  totalWon: number;
  paidWon: number;
  refundedWon: number;
  holdExpiresAt: Date | null;
  holdRenewedAt: Date | null;
  eventCount: number;
  exportCount: number;
  placedAt: Date;
  paidAt: Date | null;
  lines: OrderLineRow[];
  /** In the order in which they applied. */
  coupons: OrderCouponRow[];
  /** Oldest first. */
  refunds: RefundRow[];
};

/** A coupon that the order holds or used, frozen with the order's prices. */
export type OrderCouponRow = { name: Localized; firstPurchaseOnly: boolean; frozen: FrozenCoupon };

export type RefundRow = Omit<RefundView, 'cancelledAt'> & { cancelledAt: Date };

export type OrderLineRow = {
  id: string;
  variantId: string;
  productId: string;
  sku: string;
  name: Localized;
  options: Options;
  optionsEn: PairedOptions | null;
  quantity: number;
  cancelledQuantity: number;
  unitPriceWon: number;
  discountWon: number;
  paidWon: number;
};

/** Whose order it is, as the outside system and the delivery lanes need it. */
export type OrderCustomer = { userId: string; tier: Tier };
