import type { Settings } from './model';

/** Whether nobody pays for shipping, whatever they order. */
export function isShippingFree({
  shippingFeeWon,
  freeShippingFromWon,
}: Pick<Settings, 'shippingFeeWon' | 'freeShippingFromWon'>): boolean {
  return shippingFeeWon === 0 || freeShippingFromWon === 0;
}
