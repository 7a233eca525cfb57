-- CreateEnum
CREATE TYPE "carrier" AS ENUM ('CJ', 'HANJIN', 'LOTTE', 'EPOST', 'LOGEN', 'OTHER');

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "carrier" "carrier",
ADD COLUMN "tracking_number" TEXT;

-- Below by hand.

-- A parcel has both or neither, and there is none before the order is shipped.
ALTER TABLE orders
  ADD CONSTRAINT orders_tracking CHECK (
    (carrier IS NULL) = (tracking_number IS NULL)
    AND (carrier IS NULL OR (tracking_number ~ '^[A-Z0-9]{6,30}$' AND status IN ('SHIPPED', 'DELIVERED'))));

-- Few orders have given back a part of what was paid; the list's filter finds them without looking at the others.
CREATE INDEX orders_partly_refunded ON orders (placed_at DESC, id DESC) WHERE refunded_won > 0 AND status <> 'CANCELLED';
