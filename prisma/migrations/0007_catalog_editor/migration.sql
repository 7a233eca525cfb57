-- DropForeignKey
ALTER TABLE "categories" DROP CONSTRAINT "categories_parent_id_fkey";

-- AlterTable
ALTER TABLE "pictures" ADD COLUMN     "alt_en" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "alt_ko" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "products" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "former_product_slugs" (
    "slug" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "former_product_slugs_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "former_category_slugs" (
    "slug" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "former_category_slugs_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE INDEX "former_product_slugs_product_id_idx" ON "former_product_slugs"("product_id");

-- CreateIndex
CREATE INDEX "former_category_slugs_category_id_idx" ON "former_category_slugs"("category_id");

-- AddForeignKey
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_product_slugs" ADD CONSTRAINT "former_product_slugs_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_category_slugs" ADD CONSTRAINT "former_category_slugs_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE products ADD CONSTRAINT products_version_counts CHECK (version >= 1);

ALTER TABLE pictures
  ADD CONSTRAINT pictures_bounds CHECK (width > 0 AND height > 0 AND position >= 0),
  ADD CONSTRAINT pictures_alt_bounds CHECK (length(alt_ko) <= 200 AND length(alt_en) <= 200);

-- All sizes of a picture begin alike: what the sweep looks a file's picture up by.
CREATE INDEX pictures_stem_idx ON pictures (split_part(url, '.', 1));

-- Whoever renames a product leaves its old slug behind: an import as well as the back office. Each row names the product itself and not its
-- next slug, so there are no chains to follow.
CREATE FUNCTION keep_product_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO former_product_slugs (slug, product_id, left_at) VALUES (old.slug, old.id, clock_timestamp())
  ON CONFLICT (slug) DO UPDATE SET product_id = excluded.product_id, left_at = excluded.left_at;
  RETURN NULL;
END $$;

CREATE TRIGGER products_keep_slug AFTER UPDATE OF slug ON products
  FOR EACH ROW WHEN (old.slug <> new.slug) EXECUTE FUNCTION keep_product_slug();

CREATE FUNCTION keep_category_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO former_category_slugs (slug, category_id, left_at) VALUES (old.slug, old.id, clock_timestamp())
  ON CONFLICT (slug) DO UPDATE SET category_id = excluded.category_id, left_at = excluded.left_at;
  RETURN NULL;
END $$;

CREATE TRIGGER categories_keep_slug AFTER UPDATE OF slug ON categories
  FOR EACH ROW WHEN (old.slug <> new.slug) EXECUTE FUNCTION keep_category_slug();

-- No category is above itself, however many move at once: the lock lets one look at a time, and each look sees what was committed before it.
CREATE FUNCTION refuse_category_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above uuid := new.parent_id;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('categories.parent_id'));
  WHILE above IS NOT NULL LOOP
    IF above = new.id THEN
      RAISE check_violation USING MESSAGE = 'a category would be above itself', CONSTRAINT = 'categories_no_cycle', TABLE = 'categories';
    END IF;
    SELECT parent_id INTO above FROM categories WHERE id = above;
  END LOOP;
  RETURN new;
END $$;

CREATE TRIGGER categories_no_cycle BEFORE UPDATE OF parent_id ON categories
  FOR EACH ROW WHEN (new.parent_id IS NOT NULL AND new.parent_id IS DISTINCT FROM old.parent_id) EXECUTE FUNCTION refuse_category_cycle();
