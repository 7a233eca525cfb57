-- DropIndex
DROP INDEX "products_category_id_status_price_won_id_idx";

-- DropIndex
DROP INDEX "products_status_price_won_id_idx";

-- CreateTable
CREATE TABLE "product_listings" (
    "product_id" UUID NOT NULL,
    "category_id" UUID NOT NULL,
    "price_won" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "popularity" INTEGER NOT NULL DEFAULT 0,
    "name_ko" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "option_values" TEXT[],
    "option_labels_en" TEXT[],
    "grams" tsvector NOT NULL,

    CONSTRAINT "product_listings_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "search_words" (
    "word" TEXT NOT NULL,
    "jamo" TEXT NOT NULL,
    "slips" TEXT[],

    CONSTRAINT "search_words_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "product_listings_created_at_product_id_idx" ON "product_listings"("created_at", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_popularity_product_id_idx" ON "product_listings"("popularity", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_price_won_product_id_idx" ON "product_listings"("price_won", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_name_ko_product_id_idx" ON "product_listings"("name_ko", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_name_en_product_id_idx" ON "product_listings"("name_en", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_category_id_created_at_product_id_idx" ON "product_listings"("category_id", "created_at", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_category_id_popularity_product_id_idx" ON "product_listings"("category_id", "popularity", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_category_id_price_won_product_id_idx" ON "product_listings"("category_id", "price_won", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_category_id_name_ko_product_id_idx" ON "product_listings"("category_id", "name_ko", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_category_id_name_en_product_id_idx" ON "product_listings"("category_id", "name_en", "product_id");

-- CreateIndex
CREATE INDEX "product_listings_option_values_idx" ON "product_listings" USING GIN ("option_values");

-- CreateIndex
CREATE INDEX "product_listings_grams_idx" ON "product_listings" USING GIN ("grams");

-- CreateIndex
CREATE INDEX "search_words_jamo_idx" ON "search_words"("jamo" text_pattern_ops);

-- CreateIndex
CREATE INDEX "search_words_slips_idx" ON "search_words" USING GIN ("slips");

-- AddForeignKey
ALTER TABLE "product_listings" ADD CONSTRAINT "product_listings_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE product_listings
  ADD CONSTRAINT product_listings_popularity CHECK (popularity >= 0),
  ADD CONSTRAINT product_listings_options_paired CHECK (cardinality(option_values) = cardinality(option_labels_en));

-- The grams are long and seldom looked at, since their index answers: beside the row they would only make it slow to read.
ALTER TABLE product_listings ALTER COLUMN grams SET STORAGE EXTERNAL, SET (toast_tuple_target = 128);
-- Searches would have to read through what is pending.
ALTER INDEX product_listings_grams_idx SET (fastupdate = off);
ALTER INDEX product_listings_option_values_idx SET (fastupdate = off);

-- What all spellings of a text have in common: composed, in lower case, words parted by one space. As `searchKey` of lib/catalog/search-text.
CREATE FUNCTION search_key(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(lower(normalize($1, NFKC)), '[\u0001-/:-@\[-`{-\u00bf\u2010-\u206f\u3000-\u303f]+', ' ', 'g'))
$$;

-- The initial consonants of a key, its other letters as they are. Taken apart, a syllable is an initial, a vowel and perhaps a final.
CREATE FUNCTION search_initials(key text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(normalize(key, NFD), '[\u1161-\u11ff]+', '', 'g')
$$;

-- The grams of a key, word by word: one and two syllables of Hangul, two initial consonants, three of other letters and the first two.
-- Some come more than once.
CREATE FUNCTION search_grams(key text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  run text;
  size int;
  grams text[] := '{}';
BEGIN
  FOR run IN SELECT part[1] FROM regexp_matches(key, '[가-힣]+|[\u1100-\u1112]+|[^가-힣\u1100-\u1112 ]+', 'g') AS part LOOP
    size := length(run);
    IF run COLLATE "C" BETWEEN '가' AND '힤' THEN
      FOR i IN 1..size LOOP grams := grams || substr(run, i, 1) || substr(run, i, 2); END LOOP;
    ELSIF run COLLATE "C" BETWEEN U&'\1100' AND U&'\1113' THEN
      FOR i IN 1..size - 1 LOOP grams := grams || substr(run, i, 2); END LOOP;
    ELSE
      grams := grams || left(run, 2);
      FOR i IN 1..size - 2 LOOP grams := grams || substr(run, i, 3); END LOOP;
    END IF;
  END LOOP;
  RETURN grams;
END $$;

-- A product's texts as grams, each once, marked with the best place where it stands: `^` the beginning of the name, `~` within the name,
-- `=` the SKUs, `-` the description. Names are also taken without the spaces between their Korean words, which many leave out.
CREATE FUNCTION product_grams(name_ko text, name_en text, skus text, description text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH name AS MATERIALIZED (
    SELECT ko, en, joined, search_initials(joined) AS initials
    FROM (SELECT search_key(name_ko) AS ko, coalesce(search_key(name_en), '') AS en) AS k,
      LATERAL regexp_replace(ko, '(?<=[가-힣]) (?=[가-힣])', '', 'g') AS joined
  )
  SELECT array_to_tsvector(coalesce(array_agg(substr('^~=-', place, 1) || gram), '{}'))
  FROM (
    SELECT gram, min(place) AS place
    FROM (
      SELECT gram, CASE WHEN starts_with(ko, gram) OR starts_with(en, gram) OR starts_with(joined, gram) OR starts_with(initials, gram)
          THEN 1 ELSE 2 END AS place
      FROM name, unnest(search_grams(concat_ws(' ', ko, en, joined, initials))) AS gram
      UNION ALL SELECT gram, 3 FROM unnest(search_grams(search_key(skus))) AS gram
      UNION ALL SELECT gram, 4 FROM unnest(search_grams(search_key(description))) AS gram WHERE length(gram) > 1
    ) AS found
    GROUP BY gram
  ) AS best
$$;

-- A word with one letter left out, in every way, and from three syllables on with one syllable left out: `slipsOf` of lib/catalog/search-text.
CREATE FUNCTION search_slips(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT slip)
  FROM (
    SELECT overlay(jamo PLACING '' FROM i FOR 1) AS slip
    FROM normalize(word, NFD) AS jamo, generate_series(1, length(jamo)) AS i
    UNION ALL SELECT normalize(overlay(word PLACING '' FROM i FOR 1), NFD)
    FROM generate_series(1, length(word)) AS i WHERE word ~ '^[가-힣]{3,}$'
    UNION ALL SELECT normalize(word, NFD)
  ) AS slips
$$;

-- Makes the listings of these products anew, and takes away those of products that are not on sale. Popularity stays what it was.
CREATE FUNCTION refresh_product_listings(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM product_listings l
  WHERE l.product_id = ANY (ids) AND NOT EXISTS (SELECT FROM products p WHERE p.id = l.product_id AND p.status = 'ACTIVE');

  INSERT INTO product_listings AS l
    (product_id, category_id, price_won, created_at, name_ko, name_en, option_values, option_labels_en, grams)
  SELECT p.id, p.category_id, p.price_won, p.created_at, ko.name, coalesce(en.name, ko.name), o.keys, o.labels,
    product_grams(ko.name, en.name, v.skus, left(ko.description, 600) || ' ' || left(coalesce(en.description, ''), 600))
  FROM products p
    JOIN product_translations ko ON ko.product_id = p.id AND ko.locale = 'ko'
    LEFT JOIN product_translations en ON en.product_id = p.id AND en.locale = 'en',
    LATERAL (SELECT string_agg(sku, ' ') AS skus FROM variants WHERE product_id = p.id AND status = 'ACTIVE') AS v,
    LATERAL (
      SELECT coalesce(array_agg(key ORDER BY key), '{}') AS keys, coalesce(array_agg(label ORDER BY key), '{}') AS labels
      FROM (
        SELECT concat(name, ':', value) AS key, min(concat(coalesce(options_en->name->>0, name), ':', coalesce(options_en->name->>1, value))) AS label
        FROM variants, jsonb_each_text(options) AS option (name, value)
        WHERE product_id = p.id AND status = 'ACTIVE'
        GROUP BY name, value
      ) AS options
    ) AS o
  WHERE p.id = ANY (ids) AND p.status = 'ACTIVE'
  ON CONFLICT (product_id) DO UPDATE SET category_id = excluded.category_id, price_won = excluded.price_won,
    created_at = excluded.created_at, name_ko = excluded.name_ko, name_en = excluded.name_en,
    option_values = excluded.option_values, option_labels_en = excluded.option_labels_en, grams = excluded.grams;

  -- In order, so that two who bring the same new words do not wait for each other.
  INSERT INTO search_words (word, jamo, slips)
  SELECT word, normalize(word, NFD), search_slips(word)
  FROM (
    SELECT DISTINCT word FROM product_listings l, regexp_split_to_table(search_key(l.name_ko || ' ' || l.name_en), ' ') AS word
    WHERE l.product_id = ANY (ids) AND length(word) BETWEEN 2 AND 20 AND word !~ '[0-9]'
  ) AS words
  ORDER BY word
  ON CONFLICT DO NOTHING
$$;

SELECT refresh_product_listings(array_agg(id)) FROM products;
