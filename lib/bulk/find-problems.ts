import { variantsPerProductMax } from '@/lib/catalog/model';
import type { Tx } from '@/lib/db/client';
import { execute, type Sql, sql } from '@/lib/db/sql';
import { productColumns } from './columns';
import { presentProducts, presentVariants } from './import-sql';

/**
 * Notes what is wrong with the rows of a resolved import beyond their cells: against each other and against the shop. A cell that has a
 * problem keeps its first.
 */
export async function findProblems(tx: Tx, { importId }: { importId: string }): Promise<void> {
  const id = sql`${importId}::uuid`;
  for (const query of [
    skuTwice(id),
    skuElsewhere(id),
    unknownCategory(id),
    missingForNew(id),
    differs(id),
    compareAtNotAbove(id),
    safetyOrder(id),
    variantLimit(id),
    noActiveVariant(id),
    indistinctOptions(id),
  ])
    await note(tx, id, query);
}

/** Notes the rows whose product or variant is no longer what it was when the import was checked. */
export async function findChangedMeanwhile(tx: Tx, { importId }: { importId: string }): Promise<void> {
  const id = sql`${importId}::uuid`;
  await note(
    tx,
    id,
    sql`SELECT g.line, '', 'changedMeanwhile', '{}'::jsonb
        FROM product_import_products g JOIN (${presentProducts(importId)}) AS now ON now.slug = g.slug
        WHERE g.import_id = ${id} AND (now.product_id, now.before) IS DISTINCT FROM (g.product_id, g.before)`,
  );
  await note(
    tx,
    id,
    sql`SELECT r.line, '', 'changedMeanwhile', '{}'::jsonb
        FROM product_import_rows r JOIN (${presentVariants(importId)}) AS now ON now.line = r.line
        WHERE r.import_id = ${id} AND (now.variant_id, now.before) IS DISTINCT FROM (r.variant_id, r.before)`,
  );
}

async function note(tx: Tx, id: Sql, query: Sql): Promise<void> {
  await execute(
    tx,
    sql`INSERT INTO product_import_problems (import_id, line, column_name, code, detail)
        SELECT ${id}, found.* FROM (${query}) AS found (line, column_name, code, detail)
        ON CONFLICT DO NOTHING`,
  );
}

// Each gives line, column, code and detail of what it finds.

function skuTwice(id: Sql): Sql {
  return sql`
    SELECT line, 'sku', 'skuTwice', jsonb_build_object('line', first)
    FROM (SELECT line, min(line) OVER (PARTITION BY sku) AS first FROM product_import_rows WHERE import_id = ${id} AND sku IS NOT NULL) AS r
    WHERE line > first`;
}

function skuElsewhere(id: Sql): Sql {
  return sql`
    SELECT r.line, 'sku', 'skuElsewhere', jsonb_build_object('slug', p.slug)
    FROM product_import_rows r JOIN variants v ON v.sku = r.sku JOIN products p ON p.id = v.product_id
    WHERE r.import_id = ${id} AND p.slug <> r.slug`;
}

function unknownCategory(id: Sql): Sql {
  return sql`
    SELECT r.line, 'category', 'unknownCategory', '{}'::jsonb
    FROM product_import_rows r LEFT JOIN categories c ON c.slug = r.said->>'category'
    WHERE r.import_id = ${id} AND r.said ? 'category' AND c.id IS NULL`;
}

function missingForNew(id: Sql): Sql {
  return sql`
    SELECT g.line, cell.name, 'requiredForNew', '{}'::jsonb
    FROM product_import_products g, unnest(ARRAY['nameKo', 'category']) AS cell (name)
    WHERE g.import_id = ${id} AND g.effect = 'CREATE' AND NOT g.said ? cell.name
    UNION ALL
    SELECT r.line, 'priceWon', 'requiredForNew', '{}'
    FROM product_import_rows r WHERE r.import_id = ${id} AND r.sku IS NOT NULL AND r.effect = 'CREATE' AND NOT r.said ? 'priceWon'`;
}

function differs(id: Sql): Sql {
  return sql`
    SELECT r.line, cell.key, 'differs', jsonb_build_object('line', g.line)
    FROM product_import_rows r
      JOIN product_import_products g ON g.import_id = r.import_id AND g.slug = r.slug,
      jsonb_each(r.said) AS cell
    WHERE r.import_id = ${id} AND cell.key = ANY (${productColumns}::text[]) AND cell.value <> g.said->cell.key`;
}

function compareAtNotAbove(id: Sql): Sql {
  return sql`
    SELECT line, 'compareAtWon', 'compareAtNotAbove', jsonb_build_object('priceWon', after->'priceWon')
    FROM product_import_rows
    WHERE import_id = ${id} AND effect <> 'SAME' AND (after->>'compareAtWon')::int <= (after->>'priceWon')::int`;
}

function safetyOrder(id: Sql): Sql {
  return sql`
    SELECT line, 'safetyMaxUnits', 'safetyOrder', jsonb_build_object('min', after->'safetyMinUnits')
    FROM product_import_rows
    WHERE import_id = ${id} AND effect <> 'SAME' AND (after->>'safetyMaxUnits')::int < (after->>'safetyMinUnits')::int`;
}

function variantLimit(id: Sql): Sql {
  return sql`
    SELECT g.line, 'productSlug', 'variantLimit', jsonb_build_object('max', ${variantsPerProductMax}::int)
    FROM product_import_products g
      JOIN (SELECT slug, count(*) AS added FROM product_import_rows WHERE import_id = ${id} AND effect = 'CREATE' GROUP BY slug) AS r
        ON r.slug = g.slug
    WHERE g.import_id = ${id}
      AND r.added + (SELECT count(*) FROM variants v WHERE v.product_id = g.product_id) > ${variantsPerProductMax}::int`;
}

/** The active variants of the import's products as they will be: those that it does not name, and those of its rows. */
function activeVariants(id: Sql): Sql {
  return sql`
    SELECT g.slug, NULL::int AS line, v.position AS place, v.sku, v.options, false AS is_new
    FROM product_import_products g JOIN variants v ON v.product_id = g.product_id AND v.status = 'ACTIVE'
    WHERE g.import_id = ${id} AND NOT EXISTS (SELECT FROM product_import_rows r WHERE r.import_id = ${id} AND r.sku = v.sku)
    UNION ALL
    SELECT slug, line, line, sku, after->'options',
      before IS NULL OR before->'options' <> after->'options' OR before->>'variantStatus' <> 'ACTIVE'
    FROM product_import_rows
    WHERE import_id = ${id} AND slug IS NOT NULL AND sku IS NOT NULL AND after->>'variantStatus' = 'ACTIVE'`;
}

/** NOT IN is looked up in a hash, where NOT EXISTS may become a loop in a loop: nobody can guess how many will be active. */
function noActiveVariant(id: Sql): Sql {
  return sql`
    SELECT g.line, 'status', 'noActiveVariant', '{}'::jsonb
    FROM product_import_products g
    WHERE g.import_id = ${id} AND g.is_touched AND g.after->>'status' = 'ACTIVE'
      AND g.slug NOT IN (SELECT active.slug FROM (${activeVariants(id)}) AS active)`;
}

/** Shoppers choose by options. What is new has to fit in with what is there; what was there before is not the file's fault. */
function indistinctOptions(id: Sql): Sql {
  return sql`
    WITH active AS (
      SELECT a.*, ARRAY(SELECT jsonb_object_keys(a.options) ORDER BY 1) AS names FROM (${activeVariants(id)}) AS a
    ),
    judged AS (
      SELECT line, is_new, names, first_value(names) OVER product AS first_names, first_value(sku) OVER product AS first_sku,
        row_number() OVER twins AS nth, first_value(sku) OVER twins AS twin_sku
      FROM active
      WINDOW product AS (PARTITION BY slug ORDER BY is_new, line NULLS FIRST, place),
        twins AS (PARTITION BY slug, options ORDER BY is_new, line NULLS FIRST, place)
    )
    SELECT line, 'options', CASE WHEN names <> first_names THEN 'optionsDiffer' ELSE 'optionsTwice' END,
      jsonb_build_object('sku', CASE WHEN names <> first_names THEN first_sku ELSE twin_sku END)
    FROM judged WHERE is_new AND (names <> first_names OR nth > 1)`;
}
