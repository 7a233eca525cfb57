-- CreateEnum
CREATE TYPE "grant_state" AS ENUM ('RUNNING', 'DONE', 'SOLD_OUT', 'CLOSED');

-- AlterTable
ALTER TABLE "coupons" ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "coupon_reminder_locale" "locale";

-- CreateTable
CREATE TABLE "coupon_grants" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "tier" "tier",
    "state" "grant_state" NOT NULL,
    "wanted_count" INTEGER NOT NULL,
    "issued_count" INTEGER NOT NULL DEFAULT 0,
    "skipped_count" INTEGER NOT NULL DEFAULT 0,
    "last_user_id" UUID,
    "granted_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "coupon_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupon_revocations" (
    "id" UUID NOT NULL,
    "campaign_id" UUID,
    "user_id" UUID,
    "reason" TEXT NOT NULL,
    "wanted_count" INTEGER NOT NULL,
    "revoked_count" INTEGER NOT NULL DEFAULT 0,
    "revoked_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "coupon_revocations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "coupon_grants_campaign_id_id_idx" ON "coupon_grants"("campaign_id", "id" DESC);

-- CreateIndex
CREATE INDEX "coupon_revocations_campaign_id_id_idx" ON "coupon_revocations"("campaign_id", "id" DESC);

-- CreateIndex
CREATE INDEX "coupon_revocations_user_id_id_idx" ON "coupon_revocations"("user_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "coupon_grants" ADD CONSTRAINT "coupon_grants_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_revocations" ADD CONSTRAINT "coupon_revocations_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_revocations" ADD CONSTRAINT "coupon_revocations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below by hand.

ALTER TABLE coupon_grants
  ADD CONSTRAINT coupon_grants_counts CHECK (0 <= issued_count AND 0 <= skipped_count AND 0 <= wanted_count),
  ADD CONSTRAINT coupon_grants_ended CHECK ((state = 'RUNNING') = (ended_at IS NULL));
ALTER TABLE coupon_revocations
  ADD CONSTRAINT coupon_revocations_counts CHECK (0 <= revoked_count AND 0 <= wanted_count),
  ADD CONSTRAINT coupon_revocations_whose CHECK (num_nonnulls(campaign_id, user_id) >= 1);

-- Whom the sweep may have to remind, most of whom have not asked for it.
CREATE INDEX users_reminded_of_coupons ON users (id) WHERE coupon_reminder_locale IS NOT NULL;
-- What is under way.
CREATE INDEX coupon_grants_running ON coupon_grants (id) WHERE ended_at IS NULL;
CREATE INDEX coupon_revocations_running ON coupon_revocations (id) WHERE ended_at IS NULL;

-- Some campaigns give a coupon on a change of tier: on a rise, now that a recalculation lowers tiers as well.
CREATE OR REPLACE FUNCTION note_tier_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.tier > OLD.tier THEN NEW.tier_changed_at := now(); END IF;
  RETURN NEW;
END $$;

-- As before, and only while the campaign runs: who ends it, to take its coupons away, has all of them once it is committed.
CREATE OR REPLACE FUNCTION count_issued_coupons() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted int;
BEGIN
  UPDATE coupon_campaigns c SET issued_count = c.issued_count + n.issued
  FROM (SELECT campaign_id, count(*)::int AS issued FROM issued GROUP BY campaign_id ORDER BY campaign_id) n
  WHERE c.id = n.campaign_id AND c.status = 'RUNNING';
  GET DIAGNOSTICS counted = ROW_COUNT;
  IF counted <> (SELECT count(DISTINCT campaign_id) FROM issued) THEN
    RAISE EXCEPTION 'coupon_campaigns_issue_while_running: a campaign that does not run gives no coupons' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
