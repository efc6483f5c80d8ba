-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "version" UUID NOT NULL DEFAULT gen_random_uuid();
