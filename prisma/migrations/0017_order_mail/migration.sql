-- AlterTable
ALTER TABLE "orders" ADD COLUMN "locale" "locale" NOT NULL DEFAULT 'ko';

-- CreateTable
CREATE TABLE "unmailed_order_events" (
    "event_id" UUID NOT NULL,

    CONSTRAINT "unmailed_order_events_pkey" PRIMARY KEY ("event_id")
);

-- AddForeignKey
ALTER TABLE "unmailed_order_events" ADD CONSTRAINT "unmailed_order_events_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "order_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
