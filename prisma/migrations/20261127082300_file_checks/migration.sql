-- AlterTable
ALTER TABLE "file" ADD COLUMN     "height" INTEGER,
ADD COLUMN     "pages" INTEGER,
ADD COLUMN     "width" INTEGER;

-- CreateTable
CREATE TABLE "file_picture" (
    "id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "box" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "byte_size" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_picture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "file_picture_file_id_page_box_key" ON "file_picture"("file_id", "page", "box");

-- AddForeignKey
ALTER TABLE "file_picture" ADD CONSTRAINT "file_picture_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;
