import type { ManualReason } from '@/lib/inventory/model';

/**
 * The change that a form means. Goods that come or go are counted themselves; at a stocktaking the shelf is counted,
 * and the change is what it differs by from the units that the page showed then.
 */
export function deltaOf({
  reason,
  units,
  shownUnits,
}: {
  reason: ManualReason;
  units: number;
  shownUnits: number;
}): number {
  if (reason === 'ADJUST') return units - shownUnits;
  return reason === 'DAMAGE' ? -units : units;
}
