-- CreateEnum
CREATE TYPE "alert_kind" AS ENUM ('LOW_STOCK', 'OVERSTOCK', 'SOLD_OUT', 'DELIVERY_DEAD', 'DELIVERY_BACKLOG', 'DELIVERY_FAILING', 'CIRCUIT_OPEN', 'SLA_BREACH', 'COUPON_ABUSE', 'INTEGRITY');

-- CreateEnum
CREATE TYPE "alert_severity" AS ENUM ('INFO', 'WARNING', 'CRITICAL');

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "kind" "alert_kind" NOT NULL,
    "severity" "alert_severity" NOT NULL,
    "subject" TEXT NOT NULL,
    "variant_id" UUID,
    "details" JSONB NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" UUID,
    "recovered_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "expected_stock" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "received_units" INTEGER NOT NULL DEFAULT 0,
    "expected_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "expected_stock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alerts_kind_id_idx" ON "alerts"("kind", "id" DESC);

-- CreateIndex
CREATE INDEX "alerts_variant_id_idx" ON "alerts"("variant_id");

-- CreateIndex
CREATE INDEX "expected_stock_variant_id_id_idx" ON "expected_stock"("variant_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expected_stock" ADD CONSTRAINT "expected_stock_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

-- Raised once, and again only after it has recovered.
CREATE UNIQUE INDEX alerts_open ON alerts (kind, subject) WHERE recovered_at IS NULL;
-- What the bell counts, and what is to be mailed: both stay as small as what is new.
CREATE INDEX alerts_unseen ON alerts (id) WHERE recovered_at IS NULL AND acknowledged_at IS NULL;
CREATE INDEX alerts_unmailed ON alerts (id) WHERE mailed_at IS NULL;

ALTER TABLE alerts
  ADD CONSTRAINT alerts_stock_subject CHECK (
    kind NOT IN ('LOW_STOCK', 'OVERSTOCK', 'SOLD_OUT') OR (variant_id IS NOT NULL AND subject = variant_id::text)),
  ADD CONSTRAINT alerts_acknowledged CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
  ADD CONSTRAINT alerts_details CHECK (jsonb_typeof(details) = 'object');

ALTER TABLE expected_stock
  ADD CONSTRAINT expected_stock_units CHECK (units BETWEEN 1 AND 1000000 AND received_units BETWEEN 0 AND units),
  ADD CONSTRAINT expected_stock_ended CHECK (received_units < units OR ended_at IS NOT NULL);

CREATE INDEX expected_stock_open ON expected_stock (variant_id, id) WHERE ended_at IS NULL;
