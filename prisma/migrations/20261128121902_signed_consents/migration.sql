-- AlterTable
ALTER TABLE "consortium_seat" ADD COLUMN     "consent_file_id" UUID;

-- CreateIndex
CREATE INDEX "consortium_seat_consent_file_id_idx" ON "consortium_seat"("consent_file_id");

-- AddForeignKey
ALTER TABLE "consortium_seat" ADD CONSTRAINT "consortium_seat_consent_file_id_fkey" FOREIGN KEY ("consent_file_id") REFERENCES "project_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;
