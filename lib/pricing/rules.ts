import type { PricedLine, Quote, ShippingRule, TraceStep } from './model';

/** The price of a cart or an order, and why. Nothing in the cart costs nothing, shipping included. */
export function quote(lines: PricedLine[], shipping: ShippingRule): Quote {
  const goodsWon = lines.reduce((sum, line) => sum + line.unitPriceWon * line.quantity, 0);
  const { shippingWon, trace } = quoteShipping(goodsWon, shipping);
  return { goodsWon, itemDiscountWon: 0, orderDiscountWon: 0, shippingWon, totalWon: goodsWon + shippingWon, trace };
}

/** Free from a threshold of goods after discounts. */
function quoteShipping(
  goodsWon: number,
  { feeWon, freeFromWon }: ShippingRule,
): { shippingWon: number; trace: TraceStep[] } {
  if (goodsWon === 0) return { shippingWon: 0, trace: [] };
  if (goodsWon >= freeFromWon)
    return { shippingWon: 0, trace: [{ rule: 'shipping.free', amountWon: 0, missingWon: null }] };
  return {
    shippingWon: feeWon,
    trace: [{ rule: 'shipping.fee', amountWon: feeWon, missingWon: freeFromWon - goodsWon }],
  };
}
