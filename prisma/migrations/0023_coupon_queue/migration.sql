-- CreateEnum
CREATE TYPE "ticket_state" AS ENUM ('WAITING', 'ISSUED', 'REJECTED');

-- AlterTable
ALTER TABLE "coupon_campaigns" ADD COLUMN     "last_ticket" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "queues" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "served_ticket" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "shuffled_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "coupon_tickets" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "number" INTEGER,
    "state" "ticket_state" NOT NULL DEFAULT 'WAITING',
    "rejected_as" TEXT,
    "coupon_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "coupon_tickets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "coupon_tickets_coupon_id_key" ON "coupon_tickets"("coupon_id");

-- CreateIndex
CREATE INDEX "coupon_tickets_user_id_idx" ON "coupon_tickets"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "coupon_tickets_campaign_id_user_id_key" ON "coupon_tickets"("campaign_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "coupon_tickets_campaign_id_number_key" ON "coupon_tickets"("campaign_id", "number");

-- AddForeignKey
ALTER TABLE "coupon_tickets" ADD CONSTRAINT "coupon_tickets_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "coupon_campaigns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_tickets" ADD CONSTRAINT "coupon_tickets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_tickets" ADD CONSTRAINT "coupon_tickets_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterEnum
ALTER TYPE "issue_occasion" ADD VALUE 'DATE';

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "tier_changed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "users_created_at_idx" ON "users"("created_at");

-- CreateIndex
CREATE INDEX "users_tier_changed_at_idx" ON "users"("tier_changed_at");

-- Below by hand.

ALTER TABLE coupon_campaigns
  ADD CONSTRAINT coupon_campaigns_tickets CHECK (0 <= served_ticket AND served_ticket <= last_ticket),
  ADD CONSTRAINT coupon_campaigns_queues CHECK (NOT queues OR (issue_way = 'CLAIM' AND per_user = 1));
ALTER TABLE coupon_tickets
  ADD CONSTRAINT coupon_tickets_settled CHECK (CASE state
    WHEN 'WAITING' THEN num_nonnulls(coupon_id, rejected_as, settled_at) = 0
    WHEN 'ISSUED' THEN coupon_id IS NOT NULL AND rejected_as IS NULL AND number IS NOT NULL AND settled_at IS NOT NULL
    ELSE coupon_id IS NULL AND rejected_as IS NOT NULL AND settled_at IS NOT NULL END);

-- Who is next, and who waits to be shuffled: as small as the queue that is left.
CREATE INDEX coupon_tickets_waiting ON coupon_tickets (campaign_id, number) WHERE state = 'WAITING';

-- Some campaigns give a coupon on a change of tier.
CREATE FUNCTION note_tier_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.tier_changed_at := now();
  RETURN NEW;
END $$;
CREATE TRIGGER users_tier_change BEFORE UPDATE OF tier ON users
  FOR EACH ROW WHEN (OLD.tier IS DISTINCT FROM NEW.tier) EXECUTE FUNCTION note_tier_change();
