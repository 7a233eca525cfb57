-- CreateEnum
CREATE TYPE "product_import_state" AS ENUM ('CHECKING', 'READY', 'REFUSED', 'APPLYING', 'APPLIED', 'FAILED');

-- CreateEnum
CREATE TYPE "import_effect" AS ENUM ('CREATE', 'CHANGE', 'SAME');

-- CreateTable
CREATE TABLE "product_imports" (
    "id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "columns" TEXT[],
    "state" "product_import_state" NOT NULL DEFAULT 'CHECKING',
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "bad_row_count" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB,
    "applied_rows" INTEGER NOT NULL DEFAULT 0,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_import_rows" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[],
    "slug" TEXT,
    "sku" TEXT,
    "said" JSONB NOT NULL,
    "new_product_id" UUID NOT NULL,
    "new_variant_id" UUID NOT NULL,
    "new_movement_id" UUID NOT NULL,
    "variant_id" UUID,
    "before" JSONB,
    "after" JSONB,
    "effect" "import_effect",
    "ignores_stock" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "product_import_rows_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateTable
CREATE TABLE "product_import_products" (
    "import_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "said" JSONB NOT NULL,
    "product_id" UUID,
    "category_id" UUID,
    "before" JSONB,
    "after" JSONB,
    "effect" "import_effect",
    "is_touched" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "product_import_products_pkey" PRIMARY KEY ("import_id","slug")
);

-- CreateTable
CREATE TABLE "product_import_problems" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "column_name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "product_import_problems_pkey" PRIMARY KEY ("import_id","line","column_name")
);

-- CreateIndex
CREATE INDEX "product_imports_created_at_id_idx" ON "product_imports"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "product_import_rows_import_id_slug_idx" ON "product_import_rows"("import_id", "slug");

-- CreateIndex
CREATE INDEX "product_import_rows_import_id_sku_idx" ON "product_import_rows"("import_id", "sku");

-- AddForeignKey
ALTER TABLE "product_import_rows" ADD CONSTRAINT "product_import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "product_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_import_products" ADD CONSTRAINT "product_import_products_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "product_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_import_problems" ADD CONSTRAINT "product_import_problems_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "product_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From here on by hand.

ALTER TABLE product_imports
  ADD CONSTRAINT product_imports_counted CHECK (
    row_count >= 0 AND bad_row_count BETWEEN 0 AND row_count AND applied_rows BETWEEN 0 AND row_count AND attempt_count >= 0),
  ADD CONSTRAINT product_imports_ready_means_good CHECK (state NOT IN ('READY', 'APPLYING', 'APPLIED') OR (bad_row_count = 0 AND counts IS NOT NULL)),
  ADD CONSTRAINT product_imports_refused_means_bad CHECK (state <> 'REFUSED' OR bad_row_count > 0),
  ADD CONSTRAINT product_imports_ended CHECK ((state IN ('APPLIED', 'FAILED')) = (ended_at IS NOT NULL)),
  ADD CONSTRAINT product_imports_requested CHECK (state NOT IN ('APPLYING', 'APPLIED') OR requested_at IS NOT NULL);

-- What the function looks for each minute: hardly ever anything.
CREATE INDEX product_imports_applying ON product_imports (requested_at) WHERE state = 'APPLYING';
