-- AlterTable
ALTER TABLE "department" ADD COLUMN     "capacity_reviewed_on" DATE;
