import type { Tx } from '@/lib/db/client';
import { emptySql, joinSql, rows, type Sql, sql } from '@/lib/db/sql';
import type { DoneBy } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { announceStock } from './announce-stock';
import type { StockLine } from './model';
import { raiseStockAlerts } from './raise-stock-alerts';
import { mergeLines, type StockChange, type StockNumbers } from './rules';

/** What one unit of an order does to a stock row, and which units it needs there. */
export const stockEffects = {
  reserve: { onHand: 0, reserved: 1, needs: 'available', reason: null },
  release: { onHand: 0, reserved: -1, needs: 'reserved', reason: null },
  sell: { onHand: -1, reserved: 0, needs: 'available', reason: 'SALE' },
  sellReserved: { onHand: -1, reserved: -1, needs: 'reserved', reason: 'SALE' },
  return: { onHand: 1, reserved: 0, needs: 'nothing', reason: 'CANCEL' },
} as const satisfies Record<string, StockEffect>;

type StockEffect = {
  onHand: -1 | 0 | 1;
  reserved: -1 | 0 | 1;
  needs: 'available' | 'reserved' | 'nothing';
  reason: 'SALE' | 'CANCEL' | null;
};

/** The order whose units move; written into the movement. */
export type MovementCause = { orderId: string; doneBy: DoneBy; now: Date };

/** `units` is asked for, `usableUnits` was there: available or reserved ones, as the effect needs. */
export type StockOutcome = { variantId: string; units: number; usableUnits: number };

/**
 * Applies one effect to every line, or to none: `changed` tells which. `outcomes` has every variant, one without a stock row as 0 units.
 *
 * One statement does it all: it locks the stock rows in variant order (so two checkouts can't deadlock), checks, updates, and writes the movements.
 * The rows stay locked until the transaction ends, so call it last and commit. What crosses a limit raises or ends alerts, in one statement
 * more each.
 */
export async function changeStock(
  tx: Tx,
  effect: StockEffect,
  { lines, cause }: { lines: StockLine[]; cause?: MovementCause },
): Promise<{ changed: boolean; outcomes: StockOutcome[] }> {
  const wanted = mergeLines(lines);
  if (wanted.length === 0) return { changed: true, outcomes: [] };

  const usable = {
    available: sql`l.on_hand_units - l.reserved_units`,
    reserved: sql`l.reserved_units`,
    nothing: sql`l.units`,
  }[effect.needs];
  const values = wanted.map((line) => sql`(${line.variantId}::uuid, ${line.units}::int, ${newId()}::uuid)`);

  // `locked` sees each row as it is once its lock is ours. The UPDATE first meets the row of the statement's snapshot, which may be
  // older: hence the new numbers come from `decided`, never from the row itself. (Computed from an old row they would even break the
  // CHECK, which Postgres tries before it looks for the row's newest version.)
  const found = await rows<Decided>(
    tx,
    sql`
      WITH wanted (variant_id, units, movement_id) AS (VALUES ${joinSql(values)}),
      locked AS MATERIALIZED (
        SELECT s.variant_id, s.on_hand_units, s.reserved_units, s.safety_min_units, s.safety_max_units, w.units, w.movement_id
        FROM stock_levels s JOIN wanted w ON w.variant_id = s.variant_id
        ORDER BY s.variant_id
        FOR NO KEY UPDATE OF s
      ),
      decided AS MATERIALIZED (
        SELECT l.*, ${usable} AS usable_units,
          l.on_hand_units + l.units * ${effect.onHand}::int AS on_hand_after,
          l.reserved_units + l.units * ${effect.reserved}::int AS reserved_after,
          count(*) OVER () = ${wanted.length}::int AND bool_and(${usable} >= l.units) OVER () AS fits
        FROM locked l
      ),
      changed AS (
        UPDATE stock_levels s SET
          on_hand_units = d.on_hand_after, reserved_units = d.reserved_after, updated_at = now()
        FROM decided d WHERE s.variant_id = d.variant_id AND d.fits
        RETURNING s.variant_id, s.on_hand_units, d.units, d.movement_id
      )
      ${cause === undefined ? emptySql : movements(effect, cause)}
      SELECT variant_id, units, usable_units, fits, on_hand_units, reserved_units, safety_min_units, safety_max_units, on_hand_after, reserved_after
      FROM decided`,
  );

  const changed = found[0]?.fits ?? false;
  if (changed) {
    await raiseStockAlerts(tx, found.map(changeOf));
    if (effect.onHand !== effect.reserved)
      announceStock(
        tx,
        wanted.map(({ variantId }) => variantId),
      );
  }
  const byVariant = new Map(found.map((row) => [row.variantId, row]));
  const outcomes = wanted.map((line) => ({ ...line, usableUnits: byVariant.get(line.variantId)?.usableUnits ?? 0 }));
  return { changed, outcomes };
}

type Decided = StockOutcome & StockNumbers & { fits: boolean; onHandAfter: number; reservedAfter: number };

function changeOf({ variantId, onHandUnits, reservedUnits, onHandAfter, reservedAfter, ...row }: Decided): StockChange {
  const { safetyMinUnits, safetyMaxUnits } = row;
  return {
    variantId,
    before: { onHandUnits, reservedUnits, safetyMinUnits, safetyMaxUnits },
    after: { onHandUnits: onHandAfter, reservedUnits: reservedAfter, safetyMinUnits, safetyMaxUnits },
  };
}

function movements(effect: StockEffect, cause: MovementCause): Sql {
  return sql`, moved AS (
    INSERT INTO stock_movements (id, variant_id, delta_units, balance_units, reason, actor_id, order_id, created_at)
    SELECT movement_id, variant_id, units * ${effect.onHand}::int, on_hand_units, ${effect.reason}::movement_reason,
      ${cause.doneBy.userId}::uuid, ${cause.orderId}::uuid, ${cause.now}::timestamptz
    FROM changed
  )`;
}
