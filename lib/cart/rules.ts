import { type LineProblem, lineQuantityMax } from './model';

/** What a line is judged by. `sellable`: variant and product are both active. */
export type JudgedLine = {
  quantity: number;
  unitPriceWon: number;
  priceWhenAddedWon: number;
  availableUnits: number;
  sellable: boolean;
};

/** The most pressing problem of a line: what can't be bought comes before what costs another price. */
export function lineProblem(line: JudgedLine): LineProblem | null {
  if (!line.sellable) return 'UNAVAILABLE';
  if (line.availableUnits === 0) return 'SOLD_OUT';
  if (line.availableUnits < line.quantity) return 'INSUFFICIENT_STOCK';
  if (line.unitPriceWon !== line.priceWhenAddedWon) return 'PRICE_CHANGED';
  return null;
}

/** The house's limit, or the variant's own where that is less. */
export function quantityLimit(maxPerOrder: number | null): number {
  return Math.min(maxPerOrder ?? lineQuantityMax, lineQuantityMax);
}
