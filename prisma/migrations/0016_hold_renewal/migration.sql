-- AlterTable
ALTER TABLE "orders" ADD COLUMN "hold_renewed_at" TIMESTAMPTZ(3);
