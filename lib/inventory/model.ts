import { z } from 'zod';

/** The most units of one variant that the house can hold; a CHECK says so too. */
export const onHandUnitsMax = 100_000_000;
export const deltaUnitsMax = 1_000_000;
export const noteLengthMax = 500;

/** Reasons that people give; SALE and CANCEL are written by orders alone. */
export const manualReasons = ['RECEIVE', 'ADJUST', 'DAMAGE', 'RETURN'] as const;
export type ManualReason = (typeof manualReasons)[number];

export const movementReasons = [...manualReasons, 'SALE', 'CANCEL'] as const;
export type MovementReason = (typeof movementReasons)[number];

/** Units of one variant that an order wants, holds or gives back. */
export type StockLine = { variantId: string; units: number };

/** `availableUnits` is what could be had at the moment of refusal. */
export const Shortage = z.object({
  variantId: z.string(),
  requestedUnits: z.int(),
  availableUnits: z.int(),
});
export type Shortage = z.infer<typeof Shortage>;

export type ShortageError = { code: 'inventory.shortage'; shortages: Shortage[] };

export type InventoryError =
  | ShortageError
  | { code: 'inventory.variantNotFound' }
  | { code: 'inventory.negative'; onHandUnits: number; reservedUnits: number }
  | { code: 'inventory.wrongDirection'; reason: ManualReason }
  | { code: 'inventory.onHandLimit'; limitUnits: number };
