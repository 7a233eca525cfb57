-- CreateTable
CREATE TABLE "settings" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "cancel_window_minutes" INTEGER NOT NULL,
    "cart_lifetime_hours" INTEGER NOT NULL,
    "payment_hold_minutes" INTEGER NOT NULL,
    "shipping_fee_won" INTEGER NOT NULL,
    "free_shipping_from_won" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3),

    CONSTRAINT "settings_pkey" PRIMARY KEY ("id")
);

-- AlterTable
-- The defaults are what orders were quoted by before these were settings.
ALTER TABLE "orders" ADD COLUMN "cancellable_until" TIMESTAMPTZ(3),
ADD COLUMN "shipping_fee_won" INTEGER NOT NULL DEFAULT 3000,
ADD COLUMN "free_shipping_from_won" INTEGER NOT NULL DEFAULT 50000;

-- Below by hand.

ALTER TABLE settings
  ADD CONSTRAINT settings_one_row CHECK (id),
  ADD CONSTRAINT settings_bounds CHECK (
    cancel_window_minutes BETWEEN 0 AND 10080 AND cart_lifetime_hours BETWEEN 1 AND 720 AND payment_hold_minutes BETWEEN 1 AND 1440
    AND shipping_fee_won BETWEEN 0 AND 100000 AND free_shipping_from_won BETWEEN 0 AND 10000000 AND version >= 0);

-- Before it was stored, the window of every order was half an hour.
UPDATE orders SET cancellable_until = paid_at + interval '30 minutes' WHERE paid_at IS NOT NULL;

ALTER TABLE orders
  ADD CONSTRAINT orders_cancellable_until CHECK (cancellable_until IS NULL OR (paid_at IS NOT NULL AND cancellable_until >= paid_at)),
  ADD CONSTRAINT orders_shipping_rule CHECK (shipping_fee_won >= 0 AND free_shipping_from_won >= 0 AND shipping_won IN (0, shipping_fee_won));
