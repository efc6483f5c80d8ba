-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "diet" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "interpreter" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "interpreter_lang" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mobility" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "told_care" (
    "referral_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "told_care_pkey" PRIMARY KEY ("referral_id")
);

-- AddForeignKey
ALTER TABLE "told_care" ADD CONSTRAINT "told_care_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;
