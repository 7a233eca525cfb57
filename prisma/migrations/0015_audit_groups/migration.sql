-- AlterTable
ALTER TABLE "audit_log" ADD COLUMN     "group_id" UUID;

-- CreateIndex
CREATE INDEX "audit_log_group_id_idx" ON "audit_log"("group_id");
