-- AlterTable
ALTER TABLE "delivery_endpoints" ADD COLUMN "removed_at" TIMESTAMPTZ(3);

-- Nothing leaves to one that is removed.
ALTER TABLE delivery_endpoints
  ADD CONSTRAINT delivery_endpoints_removed CHECK (removed_at IS NULL OR paused_at IS NOT NULL);
