-- The back office reads a campaign's coupons by state, the latest first: one index serves that and counts them.
-- DropIndex
DROP INDEX "coupons_campaign_id_state_idx";

-- CreateIndex
CREATE INDEX "coupons_campaign_id_state_id_idx" ON "coupons"("campaign_id", "state", "id" DESC);
