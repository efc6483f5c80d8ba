-- AlterTable
ALTER TABLE "case_question" ADD COLUMN     "advice" BOOLEAN NOT NULL DEFAULT false;
