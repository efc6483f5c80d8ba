-- AlterTable
ALTER TABLE "opinion_link" DROP CONSTRAINT "opinion_link_pkey",
ADD CONSTRAINT "opinion_link_pkey" PRIMARY KEY ("opinion_id", "org_id");
