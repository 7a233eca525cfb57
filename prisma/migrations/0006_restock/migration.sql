-- CreateEnum
CREATE TYPE "restock_state" AS ENUM ('PENDING_CONFIRMATION', 'WAITING', 'NOTIFIED', 'ENDED');

-- CreateEnum
CREATE TYPE "restock_wave_end" AS ENUM ('COMPLETE', 'SOLD_OUT');

-- AlterTable
ALTER TABLE "messages" ADD COLUMN "resent_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "restock_subscriptions" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "user_id" UUID,
    "email" TEXT NOT NULL,
    "locale" "locale" NOT NULL,
    "state" "restock_state" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "waiting_since" TIMESTAMPTZ(3),
    "wave_id" UUID,
    "message_id" UUID,
    "notified_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "restock_subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "restock_waves" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "available_units" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" "restock_wave_end",

    CONSTRAINT "restock_waves_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "restock_subscriptions_message_id_key" ON "restock_subscriptions"("message_id");

-- CreateIndex
CREATE INDEX "restock_subscriptions_state_id_idx" ON "restock_subscriptions"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "restock_subscriptions_user_id_id_idx" ON "restock_subscriptions"("user_id", "id" DESC);

-- CreateIndex
CREATE INDEX "restock_subscriptions_email_idx" ON "restock_subscriptions"("email");

-- CreateIndex
CREATE INDEX "restock_subscriptions_wave_id_waiting_since_id_idx" ON "restock_subscriptions"("wave_id", "waiting_since", "id");

-- CreateIndex
CREATE INDEX "restock_subscriptions_notified_at_idx" ON "restock_subscriptions"("notified_at");

-- CreateIndex
CREATE UNIQUE INDEX "restock_waves_variant_id_number_key" ON "restock_waves"("variant_id", "number");

-- AddForeignKey
ALTER TABLE "restock_subscriptions" ADD CONSTRAINT "restock_subscriptions_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restock_subscriptions" ADD CONSTRAINT "restock_subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restock_subscriptions" ADD CONSTRAINT "restock_subscriptions_wave_id_fkey" FOREIGN KEY ("wave_id") REFERENCES "restock_waves"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restock_subscriptions" ADD CONSTRAINT "restock_subscriptions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "restock_waves" ADD CONSTRAINT "restock_waves_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

ALTER TABLE restock_subscriptions
  ADD CONSTRAINT restock_subscriptions_email CHECK (email = lower(email)),
  ADD CONSTRAINT restock_subscriptions_state CHECK (CASE state
    WHEN 'PENDING_CONFIRMATION' THEN num_nonnulls(user_id, waiting_since, wave_id, message_id, notified_at, ended_at) = 0
    WHEN 'WAITING' THEN waiting_since IS NOT NULL AND num_nonnulls(message_id, notified_at, ended_at) = 0
    WHEN 'NOTIFIED' THEN num_nulls(waiting_since, wave_id, message_id, notified_at) = 0 AND ended_at IS NULL
    -- Whether it was told shows afterwards as well.
    ELSE ended_at IS NOT NULL AND num_nonnulls(wave_id, message_id, notified_at) IN (0, 3) END);

ALTER TABLE restock_waves
  ADD CONSTRAINT restock_waves_number CHECK (number >= 1),
  ADD CONSTRAINT restock_waves_size CHECK (available_units >= 1 AND size BETWEEN 1 AND 2 * available_units),
  ADD CONSTRAINT restock_waves_ended CHECK ((ended_at IS NULL) = (ended_by IS NULL));

-- Who is open once, the line in its order, and sign-ups that may run out: each as small as what is open.
CREATE UNIQUE INDEX restock_subscriptions_open ON restock_subscriptions (variant_id, email)
  WHERE state IN ('PENDING_CONFIRMATION', 'WAITING');
CREATE INDEX restock_subscriptions_line ON restock_subscriptions (variant_id, waiting_since, id) WHERE state = 'WAITING';
CREATE INDEX restock_subscriptions_unconfirmed ON restock_subscriptions (created_at) WHERE state = 'PENDING_CONFIRMATION';
CREATE UNIQUE INDEX restock_waves_open ON restock_waves (variant_id) WHERE ended_at IS NULL;
