-- AlterTable
ALTER TABLE "resignation" ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);
