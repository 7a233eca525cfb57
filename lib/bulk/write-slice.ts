import type { Tx } from '@/lib/db/client';
import { execute, type Sql, sql } from '@/lib/db/sql';

/** Some of the products that an import touches, in the order of their slugs. */
export type Slice = { slugs: string[]; productIds: string[]; lastSlug: string; rowCount: number };
type Doer = { importId: string; actorId: string; now: Date };

/** The slice's products, each with the id that it has or gets. */
function products({ importId }: Doer, { slugs }: Slice): Sql {
  return sql`
    SELECT g.slug, coalesce(g.product_id, r.new_product_id) AS id, g.category_id, g.before, g.after, g.effect
    FROM product_import_products g JOIN product_import_rows r ON r.import_id = g.import_id AND r.line = g.line
    WHERE g.import_id = ${importId}::uuid AND g.slug = ANY (${slugs}::text[])`;
}

/** The rows of the slice's products that do something. */
function variants({ importId }: Doer, { slugs }: Slice): Sql {
  return sql`
    SELECT r.*, coalesce(r.variant_id, r.new_variant_id) AS id
    FROM product_import_rows r
    WHERE r.import_id = ${importId}::uuid AND r.slug = ANY (${slugs}::text[]) AND r.effect <> 'SAME'`;
}

/** New products with the price of their cheapest variant, and the texts of new and changed ones. */
export async function writeProducts(tx: Tx, slice: Slice, doer: Doer): Promise<void> {
  await execute(
    tx,
    sql`WITH product AS (${products(doer, slice)}), variant AS (${variants(doer, slice)})
        INSERT INTO products (id, slug, category_id, status, price_won, compare_at_won, created_at, updated_at)
        SELECT p.id, p.slug, p.category_id, (p.after->>'status')::product_status, (v.after->>'priceWon')::int,
          (v.after->>'compareAtWon')::int, ${doer.now}::timestamptz, ${doer.now}::timestamptz
        FROM product p, LATERAL (
          SELECT after FROM variant WHERE variant.slug = p.slug
          ORDER BY after->>'variantStatus' = 'ACTIVE' DESC, (after->>'priceWon')::int, line LIMIT 1) AS v
        WHERE p.effect = 'CREATE'`,
  );
  await execute(
    tx,
    sql`WITH product AS (${products(doer, slice)} AND g.effect <> 'SAME'),
        text AS (
          SELECT id, 'ko'::locale AS locale, after->>'nameKo' AS name, after->>'descriptionKo' AS description FROM product
          UNION ALL
          SELECT id, 'en', after->>'nameEn', after->>'descriptionEn' FROM product WHERE after->>'nameEn' IS NOT NULL
        ),
        dropped AS (
          DELETE FROM product_translations t USING product p
          WHERE t.product_id = p.id AND t.locale = 'en' AND p.after->>'nameEn' IS NULL
        )
        INSERT INTO product_translations (product_id, locale, name, description) SELECT id, locale, name, description FROM text
        ON CONFLICT (product_id, locale) DO UPDATE SET name = excluded.name, description = excluded.description`,
  );
}

/** New variants after those that their product has, in the rows' order, and changes of others. */
export async function writeVariants(tx: Tx, slice: Slice, doer: Doer): Promise<void> {
  await execute(
    tx,
    sql`WITH product AS (${products(doer, slice)}), variant AS (${variants(doer, slice)})
        INSERT INTO variants (id, product_id, sku, options, options_en, price_won, compare_at_won, max_per_order, status, position, created_at)
        SELECT v.id, p.id, v.sku, v.after->'options', nullif(v.after->'optionsEn', 'null'), (v.after->>'priceWon')::int,
          (v.after->>'compareAtWon')::int, (v.after->>'maxPerOrder')::int, (v.after->>'variantStatus')::variant_status,
          (SELECT count(*) FROM variants present WHERE present.product_id = p.id) + row_number() OVER (PARTITION BY p.id ORDER BY v.line) - 1,
          ${doer.now}::timestamptz
        FROM variant v JOIN product p ON p.slug = v.slug WHERE v.effect = 'CREATE'`,
  );
  await execute(
    tx,
    sql`WITH variant AS (${variants(doer, slice)})
        UPDATE variants v SET options = n.after->'options', options_en = nullif(n.after->'optionsEn', 'null'),
          price_won = (n.after->>'priceWon')::int, compare_at_won = (n.after->>'compareAtWon')::int,
          max_per_order = (n.after->>'maxPerOrder')::int, status = (n.after->>'variantStatus')::variant_status
        FROM variant n WHERE n.id = v.id AND n.effect = 'CHANGE'`,
  );
}

/** What products that were there become: their category and state, and the price of their cheapest variant. */
export async function settleProducts(tx: Tx, slice: Slice, doer: Doer): Promise<void> {
  await execute(
    tx,
    sql`WITH product AS (${products(doer, slice)})
        UPDATE products p SET category_id = n.category_id, status = (n.after->>'status')::product_status,
          price_won = cheapest.price_won, compare_at_won = cheapest.compare_at_won, updated_at = ${doer.now},
          version = p.version + 1
        FROM product n, LATERAL (
          SELECT v.price_won, v.compare_at_won FROM variants v WHERE v.product_id = n.id
          ORDER BY v.status = 'ACTIVE' DESC, v.price_won, v.position, v.id LIMIT 1) AS cheapest
        WHERE p.id = n.id AND n.effect <> 'CREATE'`,
  );
}

/** What new variants start with, as RECEIVE movements: the same as `openStock` of lib/inventory, for rows that are in the database already. */
export async function writeStock(tx: Tx, slice: Slice, doer: Doer): Promise<void> {
  await execute(
    tx,
    sql`WITH variant AS (${variants(doer, slice)}),
        first_stock AS (
          SELECT id, new_movement_id AS movement_id, coalesce((said->>'onHandUnits')::int, 0) AS units,
            (after->>'safetyMinUnits')::int AS safety_min, (after->>'safetyMaxUnits')::int AS safety_max
          FROM variant WHERE effect = 'CREATE'
        ),
        opened AS (
          INSERT INTO stock_levels (variant_id, on_hand_units, safety_min_units, safety_max_units)
          SELECT id, units, safety_min, safety_max FROM first_stock
        )
        INSERT INTO stock_movements (id, variant_id, delta_units, balance_units, reason, actor_id, created_at)
        SELECT movement_id, id, units, units, 'RECEIVE', ${doer.actorId}::uuid, ${doer.now} FROM first_stock WHERE units > 0`,
  );
}

/** What each product and variant was and is now, in the audit log, under the import's id. What did not exist has no before. */
export async function writeAudit(tx: Tx, slice: Slice, doer: Doer): Promise<void> {
  await execute(
    tx,
    sql`WITH product AS (${products(doer, slice)} AND g.effect <> 'SAME'),
        entry AS (
          SELECT 'product' AS type, id, effect, before, after || jsonb_build_object('slug', slug) AS after FROM product
          UNION ALL
          SELECT 'variant', id, effect, before, after || jsonb_build_object('sku', sku) FROM (${variants(doer, slice)}) AS variant
        )
        INSERT INTO audit_log (id, actor_id, action, entity_type, entity_id, before, after, group_id)
        SELECT gen_random_uuid(), ${doer.actorId}::uuid, type || CASE effect WHEN 'CREATE' THEN '.create' ELSE '.change' END, type, id::text,
          before, after, ${doer.importId}::uuid
        FROM entry`,
  );
}
