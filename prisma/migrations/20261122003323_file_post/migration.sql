-- AlterTable
ALTER TABLE "file" ADD COLUMN     "post_id" UUID;

-- CreateIndex
CREATE INDEX "file_post_id_idx" ON "file"("post_id");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;
