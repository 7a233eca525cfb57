-- AlterTable
ALTER TABLE "carts" ADD COLUMN     "reminded_for" TIMESTAMPTZ(3),
ADD COLUMN     "watched_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "cart_reminder_locale" "locale";

-- Below by hand.

-- Whom the sweep may have to remind: members only, most of whom have not asked for it.
CREATE INDEX users_reminded_of_carts ON users (id) WHERE cart_reminder_locale IS NOT NULL;
ALTER TABLE carts ADD CONSTRAINT carts_reminded CHECK (reminded_for IS NULL OR user_id IS NOT NULL);
