import type pg from 'pg';

// A catalogue of any size in Korean and English, made by statements over whole sets. Everything in it follows from a product's number, and
// every share stays what it is however many there are: each noun is in two of a hundred names, each category has its part of the goods.

const looks =
  '둥근,고운,작은,깊은,넓은,낮은,맑은,도톰한,가벼운,단단한,포근한,소박한,바랜,매끈한,투박한,얇은,따뜻한,짙은,옅은,납작한';
const stuffs = '백자,청자,코튼,리넨,가죽,오동나무,유리,무쇠,놋쇠,울,캔버스,한지,대나무,실크,옹기';
const things =
  '찻잔,접시,다관,화병,신발,운동화,가방,토트백,수건,이불,방석,커튼,쟁반,국자,도마,촛대,향로,책갈피,공책,연필,필통,우산,모자,장갑,양말,외투,셔츠,앞치마,바구니,의자,탁자,선반,거울,시계,주전자,밥그릇,국그릇,젓가락,수저,냄비,항아리,자개함,부채,노리개,베개,담요,등잔,꽃삽,물뿌리개,화분';
const englishThings =
  'teacup,plate,teapot,vase,shoes,sneakers,bag,tote,towel,quilt,cushion,curtain,tray,ladle,board,candlestick,censer,bookmark,notebook,pencil,case,umbrella,hat,gloves,socks,coat,shirt,apron,basket,chair,table,shelf,mirror,clock,kettle,rice bowl,soup bowl,chopsticks,spoon,pot,jar,chest,fan,pendant,pillow,blanket,lamp,trowel,watering can,planter';

/** Texts that products share; the grams of each are made once. Twenty looks by fifteen stuffs by fifty things. */
const templateCount = 15_000;
const topCount = 8;
const childrenPerTop = 6;

/** Categories in two levels, and the texts that products are made of. */
export async function prepareCatalog(client: pg.Client): Promise<void> {
  const list = (names: string) => `string_to_array('${names}', ',')`;
  await client.query(`
    CREATE FUNCTION bench_id(kind int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
      SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
    $$;
    INSERT INTO categories (id, slug, parent_id, position)
    SELECT bench_id(1, n), 'shelf-' || n, CASE WHEN n > ${topCount} THEN bench_id(1, (n - ${topCount} - 1) / ${childrenPerTop} + 1) END, n
    FROM generate_series(1, ${topCount * (1 + childrenPerTop)}) AS n;
    INSERT INTO category_translations (category_id, locale, name)
    SELECT id, locale, concat(CASE locale WHEN 'ko' THEN '진열대 ' ELSE 'Shelf ' END, position)
    FROM categories, unnest(enum_range(NULL::locale)) AS locale;

    CREATE UNLOGGED TABLE bench_templates AS
    SELECT n, ko, en, description, product_grams(ko, en, '', description) AS grams
    FROM (
      SELECT n, format('%s %s %s', (${list(looks)})[1 + n % 20], (${list(stuffs)})[1 + n / 20 % 15], (${list(things)})[1 + n / 300]) AS ko,
        initcap((${list(englishThings)})[1 + n / 300]) || ' no. ' || n % 300 AS en,
        format('오래 쓰도록 손으로 만든 %s입니다. %s 하나하나 결이 다르며 선물로도 좋습니다.', (${list(things)})[1 + n / 300], (${list(stuffs)})[1 + n / 20 % 15]) AS description
      FROM generate_series(0, ${templateCount - 1}) AS n
    ) AS texts;
    CREATE UNIQUE INDEX ON bench_templates (n);
    INSERT INTO search_words (word, jamo, slips)
    SELECT DISTINCT word, normalize(word, NFD), search_slips(word)
    FROM bench_templates, regexp_split_to_table(search_key(ko || ' ' || en), ' ') AS word
    WHERE length(word) >= 2 AND word !~ '[0-9]';
  `);
}

/** Adds the products numbered `from` to `to`, each with two variants in stock or not; one of a hundred has sold of late. */
export async function addProducts(client: pg.Client, { from, to }: { from: number; to: number }): Promise<void> {
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = 'product_listings'::regclass AND NOT indisprimary`,
  );
  await client.query(`
    SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 2;
    ${indexes.rows.map(({ name }) => `DROP INDEX ${name};`).join('\n')}
    CREATE TEMP TABLE made AS
    SELECT n, bench_id(2, n) AS id, bench_id(1, ${topCount} + 1 + hash % ${topCount * childrenPerTop}) AS category_id,
      1000 * (1 + hash / 7 % 120) AS price_won, timestamptz '2026-01-01' + n * interval '1 second' AS created_at,
      CASE WHEN hash / 3 % 100 = 0 THEN 1 + hash / 300 % 500 ELSE 0 END AS popularity, hash / 11 % ${templateCount} AS template
    FROM (SELECT n, abs(hashint8(n)::bigint) AS hash FROM generate_series(${from}::bigint, ${to}) AS n) AS hashed;
    INSERT INTO products (id, slug, category_id, status, price_won, created_at, updated_at)
    SELECT id, 'product-' || n, category_id, 'ACTIVE', price_won, created_at, created_at FROM made;
    INSERT INTO product_translations (product_id, locale, name, description)
    SELECT id, 'ko', ko, description FROM made JOIN bench_templates t ON t.n = template;
    INSERT INTO product_translations (product_id, locale, name)
    SELECT id, 'en', en FROM made JOIN bench_templates t ON t.n = template;
    INSERT INTO variants (id, product_id, sku, options, options_en, price_won, position)
    SELECT bench_id(3, 2 * n + size), id, format('B%s-%s', lpad(n::text, 7, '0'), size),
      jsonb_build_object('크기', (ARRAY['소', '대'])[1 + size]), jsonb_build_object('크기', jsonb_build_array('Size', (ARRAY['Small', 'Large'])[1 + size])),
      price_won, size
    FROM made, generate_series(0, 1) AS size;
    INSERT INTO stock_levels (variant_id, on_hand_units)
    SELECT bench_id(3, 2 * n + size), CASE WHEN template % 6 = 0 THEN 0 ELSE 10 END FROM made, generate_series(0, 1) AS size;
    INSERT INTO product_listings
      (product_id, category_id, price_won, created_at, popularity, name_ko, name_en, option_values, option_labels_en, grams)
    SELECT id, category_id, price_won, created_at, popularity, ko, en, '{크기:대,크기:소}', '{Size:Large,Size:Small}',
      grams || array_to_tsvector(ARRAY['=b0', '=b' || left(code, 2), '=' || left(code, 3), '=' || substr(code, 2, 3), '=' || substr(code, 3, 3),
        '=' || substr(code, 4, 3), '=' || right(code, 3)])
    FROM made JOIN bench_templates t ON t.n = template, lpad(made.n::text, 7, '0') AS code;
    DROP TABLE made;
    ${indexes.rows.map(({ definition }) => `${definition};`).join('\n')}
    SET session_replication_role = origin`);
  for (const table of [
    'products',
    'product_translations',
    'variants',
    'stock_levels',
    'product_listings',
    'search_words',
  ])
    await client.query(`VACUUM (ANALYZE) ${table}`);
}
