import { refreshListings } from '@/lib/catalog/refresh-listings';
import type { Tx } from '@/lib/db/client';
import { execute, firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { writeAuditLog } from '@/lib/identity/write-audit-log';
import { announceStock } from '@/lib/inventory/announce-stock';
import { judgeStockAlerts } from '@/lib/inventory/judge-stock-alerts';
import { raiseStockAlerts } from '@/lib/inventory/raise-stock-alerts';
import type { StockChange } from '@/lib/inventory/rules';
import { required } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { countBadRows } from './check-import';
import { findChangedMeanwhile, findProblems } from './find-problems';
import type { ImportState } from './model';
import { type Slice, settleProducts, writeAudit, writeProducts, writeStock, writeVariants } from './write-slice';

/** Products that one round of statements writes. */
const sliceProductsMax = 250;

/**
 * Does what a requested import says, all of it or nothing, and once: one that is not APPLYING is left as it is. Ends as APPLIED; or as FAILED,
 * with nothing written, when a row's product or variant is no longer what it was when the file was checked, or would no longer do.
 *
 * One transaction in slices of products, each a few statements over all of its rows, so that nothing grows with the file; `tell` hears how many
 * rows are done after each. Imports wait for each other. Locks the products in id order for as long as it takes, which holds up the back office
 * and no checkout; stock rows that exist already are locked in the end, in variant order.
 */
export async function applyImport(
  tx: Tx,
  { importId, tell, now }: { importId: string; tell: (appliedRows: number) => Promise<void>; now: Date },
): Promise<Result<{ state: ImportState | null }>> {
  await execute(tx, sql`SELECT pg_advisory_xact_lock(hashtext('product import'))`);
  const found = await tx.productImport.findUnique({ where: { id: importId } });
  if (found?.state !== 'APPLYING') return ok({ state: found?.state ?? null });

  await lockProducts(tx, importId);
  await findChangedMeanwhile(tx, { importId });
  await findProblems(tx, { importId });
  const badRowCount = await countBadRows(tx, importId);
  if (badRowCount > 0) return end(tx, { importId, state: 'FAILED', badRowCount, now });

  const doer = { importId, actorId: found.actorId, now };
  let appliedRows = 0;
  for (let slice = await nextSlice(tx, importId, ''); slice; slice = await nextSlice(tx, importId, slice.lastSlug)) {
    await writeProducts(tx, slice, doer);
    await writeVariants(tx, slice, doer);
    await settleProducts(tx, slice, doer);
    await writeStock(tx, slice, doer);
    await writeAudit(tx, slice, doer);
    await refreshListings(tx, { productIds: slice.productIds });
    appliedRows += slice.rowCount;
    await tell(appliedRows);
  }
  const turnedIds = await findTurned(tx, importId);
  await lockStock(tx, { importId, turnedIds });
  await writeThresholds(tx, importId);
  await judgeStockAlerts(tx, [...turnedIds, ...(await findShort(tx, importId))]);
  await announceChanged(tx, { importId, turnedIds });
  await writeAuditLog(tx, {
    actor: { userId: found.actorId },
    action: 'product.import',
    entityType: 'productImport',
    entityId: importId,
    groupId: importId,
    after: { fileName: found.fileName, rowCount: found.rowCount, counts: found.counts },
  });
  return end(tx, { importId, state: 'APPLIED', badRowCount: 0, now });
}

async function end(
  tx: Tx,
  { importId, now, ...outcome }: { importId: string; state: 'APPLIED' | 'FAILED'; badRowCount: number; now: Date },
) {
  await execute(
    tx,
    sql`UPDATE product_imports SET state = ${outcome.state}::product_import_state, bad_row_count = ${outcome.badRowCount}, ended_at = ${now},
          applied_rows = CASE WHEN ${outcome.badRowCount} = 0 THEN row_count ELSE 0 END
        WHERE id = ${importId}::uuid`,
  );
  return ok({ state: outcome.state });
}

/** Whoever changes a product or its variants in the back office locks its row first. New ones belong to nobody else yet. */
async function lockProducts(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`SELECT count(*) FROM (
          SELECT FROM products p JOIN product_import_products g ON g.slug = p.slug AND g.import_id = ${importId}::uuid AND g.is_touched
          ORDER BY p.id FOR NO KEY UPDATE OF p) AS locked`,
  );
}

async function nextSlice(tx: Tx, importId: string, afterSlug: string): Promise<Slice | null> {
  const found = await firstRow<Slice & { productIds: string[] | null }>(
    tx,
    sql`WITH slice AS (
          SELECT g.slug, coalesce(g.product_id, r.new_product_id) AS product_id,
            (SELECT count(*) FROM product_import_rows o WHERE o.import_id = g.import_id AND o.slug = g.slug) AS row_count
          FROM product_import_products g JOIN product_import_rows r ON r.import_id = g.import_id AND r.line = g.line
          WHERE g.import_id = ${importId}::uuid AND g.is_touched AND g.slug > ${afterSlug}
          ORDER BY g.slug LIMIT ${sliceProductsMax}
        )
        SELECT array_agg(slug) AS slugs, array_agg(product_id) AS product_ids, max(slug) AS last_slug, sum(row_count) AS row_count
        FROM slice`,
  );
  return found?.productIds ? found : null;
}

/**
 * Where stock of present variants begins to be low or too much. Last, since checkouts want these rows. Somebody else's change since they were
 * looked at, which no lock prevented, throws: the next attempt finds it and says so.
 */
async function writeThresholds(tx: Tx, importId: string): Promise<void> {
  const changed = changedLimits(importId);
  await execute(
    tx,
    sql`INSERT INTO stock_levels (variant_id)
        SELECT variant_id FROM product_import_rows WHERE ${changed} ORDER BY variant_id ON CONFLICT DO NOTHING`,
  );
  const found = required(
    await firstRow<{ wanted: number; written: number; crossing: StockChange[] }>(
      tx,
      sql`WITH wanted AS (SELECT variant_id, before, after FROM product_import_rows WHERE ${changed}),
          locked AS MATERIALIZED (
            SELECT s.variant_id, s.on_hand_units, s.on_hand_units - s.reserved_units AS available_units,
              jsonb_build_object('onHandUnits', s.on_hand_units, 'reservedUnits', s.reserved_units) AS units
            FROM stock_levels s JOIN wanted w ON w.variant_id = s.variant_id
            WHERE s.safety_min_units = (w.before->>'safetyMinUnits')::int
              AND s.safety_max_units IS NOT DISTINCT FROM (w.before->>'safetyMaxUnits')::int
            ORDER BY s.variant_id FOR NO KEY UPDATE OF s
          ),
          written AS (
            UPDATE stock_levels s SET safety_min_units = (w.after->>'safetyMinUnits')::int,
              safety_max_units = (w.after->>'safetyMaxUnits')::int, updated_at = now()
            FROM wanted w JOIN locked l ON l.variant_id = w.variant_id
            WHERE s.variant_id = w.variant_id
            RETURNING l.variant_id, l.available_units, l.on_hand_units, w.before || l.units AS before, w.after || l.units AS after
          ),
          crossing AS (
            SELECT variant_id, ${limitsOf('before')} AS before, ${limitsOf('after')} AS after FROM written
            WHERE available_units <= greatest((before->>'safetyMinUnits')::int, (after->>'safetyMinUnits')::int)
              OR on_hand_units > least((before->>'safetyMaxUnits')::int, (after->>'safetyMaxUnits')::int)
          )
          SELECT (SELECT count(*) FROM wanted) AS wanted, (SELECT count(*) FROM written) AS written,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('variantId', variant_id, 'before', before, 'after', after)), '[]') FROM crossing) AS crossing`,
    ),
    'the counts',
  );
  if (found.written < found.wanted)
    throw new Error(`${found.wanted - found.written} variants got other limits while the import was at work`);
  await raiseStockAlerts(tx, found.crossing);
}

/** Units and limits of a variant, out of all that its row says. */
function limitsOf(time: 'before' | 'after'): Sql {
  const row = { before: sql`before`, after: sql`after` }[time];
  return sql`jsonb_build_object('onHandUnits', ${row}->'onHandUnits', 'reservedUnits', ${row}->'reservedUnits',
    'safetyMinUnits', ${row}->'safetyMinUnits', 'safetyMaxUnits', ${row}->'safetyMaxUnits')`;
}

/** The variants whose status, or whose product's, the import has changed. */
async function findTurned(tx: Tx, importId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT v.id FROM product_import_products g JOIN variants v ON v.product_id = g.product_id
        WHERE g.import_id = ${importId}::uuid AND g.before->>'status' <> g.after->>'status'
        UNION
        SELECT variant_id FROM product_import_rows
        WHERE import_id = ${importId}::uuid AND effect = 'CHANGE' AND before->>'variantStatus' <> after->>'variantStatus'`,
  );
  return found.map(({ id }) => id);
}

/** New variants that begin with no more than their minimum, or with none. */
async function findShort(tx: Tx, importId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    sql`SELECT new_variant_id AS id FROM product_import_rows
        WHERE import_id = ${importId}::uuid AND effect = 'CREATE'
          AND coalesce((said->>'onHandUnits')::int, 0) <= coalesce((after->>'safetyMinUnits')::int, 0)`,
  );
  return found.map(({ id }) => id);
}

/** All stock rows that are looked at from here on, in one go: in two, each in its order, a checkout could wait between them. */
async function lockStock(tx: Tx, { importId, turnedIds }: { importId: string; turnedIds: string[] }): Promise<void> {
  await execute(
    tx,
    sql`SELECT count(*) FROM (
          SELECT FROM stock_levels WHERE variant_id = ANY (${turnedIds}::uuid[])
            OR variant_id IN (SELECT variant_id FROM product_import_rows WHERE ${changedLimits(importId)})
          ORDER BY variant_id FOR NO KEY UPDATE) AS locked`,
  );
}

/** Of rows: those that change where stock of a present variant begins to be low or too much. */
function changedLimits(importId: string): Sql {
  return sql`import_id = ${importId}::uuid AND effect = 'CHANGE'
    AND (before->'safetyMinUnits', before->'safetyMaxUnits') IS DISTINCT FROM (after->'safetyMinUnits', after->'safetyMaxUnits')`;
}

/** Those who look at a product, or wait for it, hear of its new variants, limits and statuses. Nobody looks at a product that is new. */
async function announceChanged(
  tx: Tx,
  { importId, turnedIds }: { importId: string; turnedIds: string[] },
): Promise<void> {
  const changed = await rows<{ variantId: string }>(
    tx,
    sql`SELECT coalesce(r.variant_id, r.new_variant_id) AS variant_id
        FROM product_import_rows r JOIN product_import_products g ON g.import_id = r.import_id AND g.slug = r.slug
        WHERE r.import_id = ${importId}::uuid AND r.effect <> 'SAME' AND g.product_id IS NOT NULL`,
  );
  announceStock(tx, [...new Set([...changed.map(({ variantId }) => variantId), ...turnedIds])]);
}
