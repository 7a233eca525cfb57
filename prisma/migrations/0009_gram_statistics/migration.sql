-- How a search is answered (by the index of grams, or along popularity) follows from how frequent Postgres believes a gram to be. With the
-- usual sample it knows a thousand of them, and takes all others for as frequent as the rarest of those: at a million products it then walks
-- through the whole shop for a word that no name begins with. Ten thousand grams hold what is frequent in any shop.
ALTER TABLE product_listings ALTER COLUMN grams SET STATISTICS 1000;

-- Postgres takes the grams of one word for unrelated: of 운동 and 동화, each in one name of fifty, it expects both in one of 2,500, where
-- 운동화 may be in one of fifty. So words of names that have several grams stand there whole, too, marked `!` behind the mark of their first
-- gram. They never say anything that their grams do not say; a query that asks for either tells Postgres how frequent the word is.
CREATE OR REPLACE FUNCTION product_grams(name_ko text, name_en text, skus text, description text) RETURNS tsvector
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
      UNION ALL
      SELECT '!' || word, CASE WHEN starts_with(ko, first) OR starts_with(en, first) OR starts_with(joined, first) OR starts_with(initials, first)
          THEN 1 ELSE 2 END
      FROM name, regexp_split_to_table(concat_ws(' ', ko, en), ' ') AS word,
        LATERAL (SELECT left(word, CASE WHEN word ~ '^[가-힣]' THEN 2 ELSE 3 END) AS first) AS f
      WHERE word ~ '^([가-힣]{3,}|[^가-힣\u1100-\u1112]{4,})$'
      UNION ALL SELECT gram, 3 FROM unnest(search_grams(search_key(skus))) AS gram
      UNION ALL SELECT gram, 4 FROM unnest(search_grams(search_key(description))) AS gram WHERE length(gram) > 1
    ) AS found
    GROUP BY gram
  ) AS best
$$;
SELECT refresh_product_listings(array_agg(id)) FROM products HAVING count(*) > 0;
