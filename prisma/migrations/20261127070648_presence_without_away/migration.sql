-- AlterTable
ALTER TABLE "presence" DROP COLUMN "away";
