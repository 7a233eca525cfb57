import type { StockStatus } from './model';

/** What shoppers read next to an option. `safetyMinUnits` is where "low" begins; the last units are only low where a minimum was set. */
export function stockStatus({ availableUnits, safetyMinUnits }: StockState): StockStatus {
  if (availableUnits <= 0) return 'SOLD_OUT';
  return availableUnits <= safetyMinUnits ? 'LOW' : 'IN_STOCK';
}

export type StockState = { availableUnits: number; safetyMinUnits: number };
