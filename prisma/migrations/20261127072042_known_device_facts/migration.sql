-- AlterTable
ALTER TABLE "known_device" ADD COLUMN     "browser" TEXT,
ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3),
ADD COLUMN     "ip_prefix" TEXT,
ADD COLUMN     "system" TEXT;
