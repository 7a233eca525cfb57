-- CreateTable
CREATE TABLE "variant_sales" (
    "variant_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variant_sales_pkey" PRIMARY KEY ("variant_id")
);

-- AddForeignKey
ALTER TABLE "variant_sales" ADD CONSTRAINT "variant_sales_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

-- What was sold of anything since some moment, read from the index alone.
CREATE INDEX stock_movements_sold ON stock_movements (created_at) INCLUDE (variant_id, delta_units) WHERE reason IN ('SALE', 'CANCEL');
