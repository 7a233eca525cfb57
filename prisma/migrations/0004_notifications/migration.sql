-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('WAITING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'CANCELLED');

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "user_id" UUID,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "dedup_key" TEXT NOT NULL,
    "state" "message_state" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "captured" BOOLEAN NOT NULL DEFAULT false,
    "subscription_id" UUID,
    "unsubscribe_url" TEXT,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "messages_dedup_key_key" ON "messages"("dedup_key");

-- CreateIndex
CREATE INDEX "messages_state_id_idx" ON "messages"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "messages_subscription_id_idx" ON "messages"("subscription_id");

-- Below by hand.

ALTER TABLE messages
  ADD CONSTRAINT messages_kind CHECK (kind ~ '^[A-Z][A-Z_]{1,39}$'),
  ADD CONSTRAINT messages_locale CHECK (locale IN ('ko', 'en')),
  -- A line's end would let a recipient or a subject bring headers of their own.
  ADD CONSTRAINT messages_headers CHECK (
    recipient ~ '^[^[:cntrl:][:space:]]+@[^[:cntrl:][:space:]]+$' AND length(recipient) <= 254
    AND subject !~ '[[:cntrl:]]' AND length(subject) BETWEEN 1 AND 200 AND unsubscribe_url !~ '[[:cntrl:][:space:]<>]'),
  ADD CONSTRAINT messages_attempts CHECK (attempts >= 0),
  ADD CONSTRAINT messages_lease CHECK (
    (lease IS NULL) = (leased_until IS NULL) AND (state NOT IN ('SENDING', 'UNKNOWN') OR lease IS NOT NULL)),
  ADD CONSTRAINT messages_sent CHECK ((state = 'SENT') = (sent_at IS NOT NULL) AND (NOT captured OR state = 'SENT'));

-- What is to be sent, and what is being sent: both stay as small as the work that is open.
CREATE INDEX messages_due ON messages (due_at, id) WHERE state = 'WAITING';
CREATE INDEX messages_leased ON messages (leased_until) WHERE state = 'SENDING';
