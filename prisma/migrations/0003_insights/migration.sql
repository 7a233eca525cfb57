-- CreateTable
CREATE TABLE "product_sales" (
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "product_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "revenue_won" BIGINT NOT NULL,

    CONSTRAINT "product_sales_pkey" PRIMARY KEY ("hour","product_id")
);

-- CreateTable
CREATE TABLE "uncounted_sales" (
    "event_id" UUID NOT NULL,

    CONSTRAINT "uncounted_sales_pkey" PRIMARY KEY ("event_id")
);

-- AddForeignKey
ALTER TABLE "uncounted_sales" ADD CONSTRAINT "uncounted_sales_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "order_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

ALTER TABLE product_sales
  ADD CONSTRAINT product_sales_whole_hour CHECK (date_trunc('hour', hour AT TIME ZONE 'UTC') = hour AT TIME ZONE 'UTC');

-- A shop that has sold before counts that too.
INSERT INTO uncounted_sales (event_id)
SELECT id FROM order_events WHERE type IN ('order.paid', 'order.partially_cancelled', 'order.cancelled');
