-- AlterTable
ALTER TABLE "resource" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;
