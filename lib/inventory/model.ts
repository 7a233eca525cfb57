import { z } from 'zod';
import {
  Image,
  ProductStock,
  productStatuses,
  searchLengthMax,
  stockStatuses,
  VariantStock,
} from '@/lib/catalog/model';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';

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
  | { code: 'inventory.changedMeanwhile'; onHandUnits: number }
  | { code: 'inventory.wrongDirection'; reason: ManualReason }
  | { code: 'inventory.onHandLimit'; limitUnits: number }
  | { code: 'inventory.expectedNotFound' }
  | { code: 'inventory.expectedEnded' };

/** Variants and products that one stream follows, or one request asks for. */
export const followedMax = 100;

const Ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((text) => [
    ...new Set(
      [text ?? []]
        .flat()
        .flatMap((ids) => ids.toLowerCase().split(','))
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.uuid()).max(followedMax));

/** Ids separated by commas. */
export const FollowedQuery = z.object({ variantIds: Ids, productIds: Ids }).refine(({ variantIds, productIds }) => {
  const count = variantIds.length + productIds.length;
  return 1 <= count && count <= followedMax;
}, `must name 1 to ${followedMax} variants or products`);

export const StockOfMany = z.object({ variants: z.array(VariantStock), products: z.array(ProductStock) });
export type StockOfMany = z.infer<typeof StockOfMany>;

// What the back office writes

export const NewMovement = z.object({
  deltaUnits: z
    .int()
    .min(-deltaUnitsMax)
    .max(deltaUnitsMax)
    .refine((units) => units !== 0, 'must not be 0'),
  reason: z.enum(manualReasons),
  note: Text(0, noteLengthMax).default(''),
});
export type NewMovement = z.infer<typeof NewMovement>;

export const Thresholds = z
  .object({
    safetyMinUnits: z.int().min(0).max(onHandUnitsMax),
    /** Null: no maximum. */
    safetyMaxUnits: z.int().min(0).max(onHandUnitsMax).nullable(),
  })
  .refine(({ safetyMinUnits, safetyMaxUnits }) => safetyMaxUnits === null || safetyMaxUnits >= safetyMinUnits, {
    path: ['safetyMaxUnits'],
    message: 'must not be below the minimum',
  });
export type Thresholds = z.infer<typeof Thresholds>;

// What the back office reads

export const StockRow = z
  .object({
    variantId: z.string(),
    productId: z.string(),
    productSlug: z.string(),
    productStatus: z.enum(productStatuses),
    productName: z.string(),
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    image: Image.nullable(),
    onHandUnits: z.int(),
    reservedUnits: z.int(),
    availableUnits: z.int(),
    safetyMinUnits: z.int(),
    safetyMaxUnits: z.int().nullable(),
    stockStatus: z.enum(stockStatuses),
    updatedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StockLevel' });
export type StockRow = z.infer<typeof StockRow>;
export const StockPage = pageOf(StockRow);

export const StockQuery = PageQuery.extend({
  q: Text(0, searchLengthMax).optional(),
  status: z.enum(stockStatuses).optional(),
});
export type StockQuery = z.infer<typeof StockQuery>;

export const Movement = z
  .object({
    id: z.string(),
    variantId: z.string(),
    deltaUnits: z.int(),
    /** On-hand units after it. */
    balanceUnits: z.int(),
    reason: z.enum(movementReasons),
    note: z.string(),
    /** Who did it; null for the house itself, as when a payment comes late. */
    actor: z.object({ id: z.string(), name: z.string() }).nullable(),
    order: z.object({ id: z.string(), number: z.string() }).nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'StockMovement' });
export type Movement = z.infer<typeof Movement>;
export const MovementPage = pageOf(Movement);

// What is on its way, and what should be

export const NewExpectedStock = z.object({
  units: z.int().min(1).max(deltaUnitsMax),
  /** When the supplier promises it. */
  expectedAt: Moment.nullable().default(null),
  note: Text(0, noteLengthMax).default(''),
});
export type NewExpectedStock = z.infer<typeof NewExpectedStock>;

export const ExpectedStock = z
  .object({
    id: z.string(),
    variantId: z.string(),
    units: z.int(),
    /** Of them, those that have come. */
    receivedUnits: z.int(),
    expectedAt: z.iso.datetime().nullable(),
    note: z.string(),
    createdBy: z.object({ id: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
    /** All have come, or nobody waits for the rest. */
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ExpectedStock' });
export type ExpectedStock = z.infer<typeof ExpectedStock>;
export const ExpectedStockPage = pageOf(ExpectedStock);

/** Sales are looked back on for so long, or since the variant is there. */
export const salesDaysMax = 28;
/** What reaches its minimum within so many days at the speed of its sales is to be reordered. */
export const reorderAheadDays = 14;

export const ReorderRow = StockRow.pick({
  variantId: true,
  productId: true,
  productName: true,
  sku: true,
  options: true,
  image: true,
  onHandUnits: true,
  availableUnits: true,
  safetyMinUnits: true,
  safetyMaxUnits: true,
})
  .extend({
    /** Paid units less cancelled ones, per day, in hundredths. */
    soldPerDay: z.number(),
    /** How long the available units last at that speed; null when nothing is sold. */
    coverDays: z.number().nullable(),
    onOrderUnits: z.int(),
    /** Fills up to the maximum; without one to twice the minimum; without either for four weeks. Less what is available or on order. */
    suggestedUnits: z.int(),
  })
  .meta({ id: 'ReorderRow' });
export type ReorderRow = z.infer<typeof ReorderRow>;
export const ReorderPage = pageOf(ReorderRow);
