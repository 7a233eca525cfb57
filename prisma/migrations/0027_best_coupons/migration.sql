-- AlterTable
ALTER TABLE "carts" ADD COLUMN     "coupons_by_hand" BOOLEAN NOT NULL DEFAULT false;
