import { type StockAlertKind, stockAlertKinds } from '@/lib/alerts/model';
import { err, ok, type Result } from '@/lib/shared/result';
import {
  type InventoryError,
  type ManualReason,
  onHandUnitsMax,
  type Shortage,
  type StockLine,
  salesDaysMax,
} from './model';

/** One line per variant in variant order, since a row is locked and changed once. */
export function mergeLines(lines: StockLine[]): StockLine[] {
  const units = new Map<string, number>();
  for (const line of lines) units.set(line.variantId, (units.get(line.variantId) ?? 0) + line.units);
  return [...units].map(([variantId, sum]) => ({ variantId, units: sum })).sort(byVariant);
}

/** Every line that asks for more than there is, so the buyer fixes the cart once. */
export function shortagesOf(outcomes: { variantId: string; units: number; usableUnits: number }[]): Shortage[] {
  return outcomes
    .filter((line) => line.usableUnits < line.units)
    .map((line) => ({
      variantId: line.variantId,
      requestedUnits: line.units,
      availableUnits: Math.max(0, line.usableUnits),
    }));
}

/** Which way a reason moves stock: goods come by RECEIVE and RETURN, go by DAMAGE; a count corrects either way. */
const directions: Record<ManualReason, (deltaUnits: number) => boolean> = {
  RECEIVE: (deltaUnits) => deltaUnits > 0,
  RETURN: (deltaUnits) => deltaUnits > 0,
  DAMAGE: (deltaUnits) => deltaUnits < 0,
  ADJUST: () => true,
};

/** The on-hand units after a movement by hand. Units that open orders hold can't be taken away. */
export function decideMove(
  stock: { onHandUnits: number; reservedUnits: number },
  { deltaUnits, reason }: { deltaUnits: number; reason: ManualReason },
): Result<{ onHandUnits: number }, InventoryError> {
  const onHandUnits = stock.onHandUnits + deltaUnits;
  if (onHandUnits < stock.reservedUnits) return err({ code: 'inventory.negative', ...stock });
  if (!directions[reason](deltaUnits)) return err({ code: 'inventory.wrongDirection', reason });
  if (onHandUnits > onHandUnitsMax) return err({ code: 'inventory.onHandLimit', limitUnits: onHandUnitsMax });
  return ok({ onHandUnits });
}

/** How many to order: what is missing to the maximum, or else to twice the minimum, or else to what four weeks sell; less what is on order. */
export function suggestedUnits({ availableUnits, onOrderUnits, soldPerDay, safetyMinUnits, safetyMaxUnits }: Reorder) {
  const forSales = Math.ceil(soldPerDay * salesDaysMax);
  const target = safetyMaxUnits ?? (safetyMinUnits > 0 ? safetyMinUnits * 2 : forSales);
  return Math.max(0, target - availableUnits - onOrderUnits);
}

type Reorder = Omit<StockNumbers, 'onHandUnits' | 'reservedUnits'> & {
  availableUnits: number;
  onOrderUnits: number;
  soldPerDay: number;
};

/** What decides about alerts. Available = on hand - reserved. */
export type StockNumbers = {
  onHandUnits: number;
  reservedUnits: number;
  safetyMinUnits: number;
  safetyMaxUnits: number | null;
};
export type StockChange = { variantId: string; before: StockNumbers; after: StockNumbers };

/** While it is so. What is sold out is no longer said to be low: that would be a second alert for one fact. */
const alertHolds: Record<StockAlertKind, (stock: StockNumbers) => boolean> = {
  LOW_STOCK: (stock) => availableUnits(stock) > 0 && availableUnits(stock) <= stock.safetyMinUnits,
  SOLD_OUT: (stock) => availableUnits(stock) <= 0,
  OVERSTOCK: ({ onHandUnits, safetyMaxUnits }) => safetyMaxUnits !== null && onHandUnits > safetyMaxUnits,
};

/** The alerts that a change raises, and those that it ends. Nothing for what was so before, and is so still. */
export function crossingsOf({ variantId, before, after }: StockChange) {
  return stockAlertKinds
    .filter((kind) => alertHolds[kind](before) !== alertHolds[kind](after))
    .map((kind) => alertOf(kind, { variantId, stock: after, holds: alertHolds[kind](after) }));
}

/** Of every kind, whether it holds now, whatever was so before; none does of what is not on sale. */
export function standingAlerts(
  { variantId, ...stock }: StockNumbers & { variantId: string },
  { isOnSale }: { isOnSale: boolean },
) {
  return stockAlertKinds.map((kind) => alertOf(kind, { variantId, stock, holds: isOnSale && alertHolds[kind](stock) }));
}

function alertOf(
  kind: StockAlertKind,
  { variantId, stock, holds }: { variantId: string; stock: StockNumbers; holds: boolean },
) {
  const { onHandUnits, safetyMinUnits, safetyMaxUnits } = stock;
  return {
    kind,
    turn: holds ? ('raised' as const) : ('recovered' as const),
    subject: variantId,
    variantId,
    details: { availableUnits: availableUnits(stock), onHandUnits, safetyMinUnits, safetyMaxUnits },
  };
}

function availableUnits({ onHandUnits, reservedUnits }: StockNumbers): number {
  return onHandUnits - reservedUnits;
}

function byVariant(a: StockLine, b: StockLine): number {
  return a.variantId < b.variantId ? -1 : 1;
}
