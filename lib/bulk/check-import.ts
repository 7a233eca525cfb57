import type { Tx } from '@/lib/db/client';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { required } from '@/lib/shared/invariant';
import { ok, type Result } from '@/lib/shared/result';
import { newProductCells, newVariantCells, productColumns, variantColumns } from './columns';
import { findProblems } from './find-problems';
import { categoryNames, presentProducts, presentVariants } from './import-sql';
import type { ImportCounts, ImportState } from './model';

/**
 * Works out what each row of a received import does (its `before`, `after` and `effect`), finds every bad one, and says whether it can be
 * applied: READY, or REFUSED when a single row is bad. Statements over all rows at once, so nothing of them comes here. Locks nothing but
 * the import's own rows.
 */
export async function checkImport(tx: Tx, { importId }: { importId: string }): Promise<Result<{ state: ImportState }>> {
  await nameCategories(tx, importId);
  await groupProducts(tx, importId);
  await countForPlans(tx);
  await resolveProducts(tx, importId);
  await resolveVariants(tx, importId);
  await markTouched(tx, importId);
  await countForPlans(tx);
  await findProblems(tx, { importId });
  const badRowCount = await countBadRows(tx, importId);
  const state = badRowCount === 0 ? 'READY' : 'REFUSED';
  const counts = await countEffects(tx, importId);
  await tx.productImport.update({ where: { id: importId }, data: { state, badRowCount, counts } });
  return ok({ state });
}

export async function countBadRows(tx: Tx, importId: string): Promise<number> {
  const counted = await firstRow<{ count: number }>(
    tx,
    sql`SELECT count(DISTINCT line) FROM product_import_problems WHERE import_id = ${importId}::uuid`,
  );
  return required(counted, 'a count').count;
}

/** What has just been filled is planned for by guess otherwise: the guess is a row, and what is good for one takes hours for many. */
async function countForPlans(tx: Tx): Promise<void> {
  await execute(tx, sql`ANALYZE product_import_rows, product_import_products`);
}

/** Whichever way to a category a row names, from here on it is the slug; what leads nowhere stays, for a problem to tell of. */
async function nameCategories(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`WITH category AS (${categoryNames})
        UPDATE product_import_rows r SET said = r.said || jsonb_build_object('category', category.slug)
        FROM category
        WHERE r.import_id = ${importId}::uuid AND category.name = r.said->>'category' AND category.name <> category.slug`,
  );
}

/** Of each product what the first row says that says anything of it. That the others agree is checked later. */
async function groupProducts(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`WITH first AS (
          SELECT slug, min(line) AS line FROM product_import_rows
          WHERE import_id = ${importId}::uuid AND slug IS NOT NULL GROUP BY slug
        ),
        said AS (
          SELECT DISTINCT ON (r.slug, cell.key) r.slug, cell.key, cell.value
          FROM product_import_rows r, jsonb_each(r.said) AS cell
          WHERE r.import_id = ${importId}::uuid AND r.slug IS NOT NULL AND cell.key = ANY (${productColumns}::text[])
          ORDER BY r.slug, cell.key, r.line
        )
        INSERT INTO product_import_products (import_id, slug, line, said)
        SELECT ${importId}::uuid, f.slug, f.line, coalesce(jsonb_object_agg(s.key, s.value) FILTER (WHERE s.key IS NOT NULL), '{}')
        FROM first f LEFT JOIN said s ON s.slug = f.slug
        GROUP BY f.slug, f.line`,
  );
}

/** A description in English needs a name in English, and borrows the Korean one, as everywhere. */
async function resolveProducts(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`WITH present AS (${presentProducts(importId)}),
        resolved AS (
          SELECT g.slug, present.product_id, present.before,
            ${JSON.stringify(newProductCells)}::jsonb || coalesce(present.before, '{}') || g.said AS after
          FROM product_import_products g JOIN present ON present.slug = g.slug
          WHERE g.import_id = ${importId}::uuid
        ),
        named AS (
          SELECT slug, product_id, before, CASE WHEN after->>'nameEn' IS NULL AND after->>'descriptionEn' <> ''
            THEN after || jsonb_build_object('nameEn', after->'nameKo') ELSE after END AS after
          FROM resolved
        )
        UPDATE product_import_products g SET
          product_id = n.product_id, category_id = (SELECT id FROM categories WHERE slug = n.after->>'category'),
          before = n.before, after = n.after,
          effect = CASE WHEN n.before IS NULL THEN 'CREATE' WHEN n.before = n.after THEN 'SAME' ELSE 'CHANGE' END::import_effect
        FROM named n WHERE g.import_id = ${importId}::uuid AND g.slug = n.slug`,
  );
}

/** Options that change without their English have no English from then on: the old one would speak of other options. */
async function resolveVariants(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`WITH present AS (${presentVariants(importId)}),
        resolved AS (
          SELECT r.line, present.variant_id, present.before,
            ${JSON.stringify(newVariantCells)}::jsonb || coalesce(present.before, '{}')
              || CASE WHEN r.said ? 'options' AND r.said->'options' IS DISTINCT FROM present.before->'options'
                   THEN '{"optionsEn": null}' ELSE '{}' END::jsonb
              || coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(r.said) WHERE key = ANY (${variantColumns}::text[])), '{}')
              AS after,
            present.variant_id IS NOT NULL
              AND coalesce((r.said->>'onHandUnits')::int <> coalesce(present.on_hand_units, 0), false) AS ignores_stock
          FROM product_import_rows r JOIN present ON present.line = r.line
          WHERE r.import_id = ${importId}::uuid
        )
        UPDATE product_import_rows r SET
          variant_id = n.variant_id, before = n.before, after = n.after, ignores_stock = n.ignores_stock,
          effect = CASE WHEN n.before IS NULL THEN 'CREATE' WHEN n.before = n.after THEN 'SAME' ELSE 'CHANGE' END::import_effect
        FROM resolved n WHERE r.import_id = ${importId}::uuid AND r.line = n.line`,
  );
}

async function markTouched(tx: Tx, importId: string): Promise<void> {
  await execute(
    tx,
    sql`UPDATE product_import_products g SET is_touched = true
        WHERE g.import_id = ${importId}::uuid AND (g.effect <> 'SAME' OR EXISTS (
          SELECT FROM product_import_rows r WHERE r.import_id = g.import_id AND r.slug = g.slug AND r.effect <> 'SAME'))`,
  );
}

async function countEffects(tx: Tx, importId: string): Promise<ImportCounts> {
  const found = await firstRow<{ counts: ImportCounts }>(
    tx,
    sql`WITH good AS (
          SELECT r.effect, r.ignores_stock, r.slug FROM product_import_rows r
          WHERE r.import_id = ${importId}::uuid
            AND NOT EXISTS (SELECT FROM product_import_problems x WHERE x.import_id = r.import_id AND x.line = r.line)
        ),
        product AS (
          SELECT g.effect FROM product_import_products g
          WHERE g.import_id = ${importId}::uuid AND EXISTS (SELECT FROM good WHERE good.slug = g.slug)
        )
        SELECT jsonb_build_object(
          'products', (SELECT jsonb_build_object('created', count(*) FILTER (WHERE effect = 'CREATE'),
            'changed', count(*) FILTER (WHERE effect = 'CHANGE'), 'same', count(*) FILTER (WHERE effect = 'SAME')) FROM product),
          'variants', (SELECT jsonb_build_object('created', count(*) FILTER (WHERE effect = 'CREATE'),
            'changed', count(*) FILTER (WHERE effect = 'CHANGE'), 'same', count(*) FILTER (WHERE effect = 'SAME')) FROM good),
          'ignoredStockRows', (SELECT count(*) FILTER (WHERE ignores_stock) FROM good)) AS counts`,
  );
  return required(found, 'the counts').counts;
}
