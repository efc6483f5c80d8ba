-- AlterTable
ALTER TABLE "case_export" ADD COLUMN     "beyond_at" TIMESTAMPTZ(3);
