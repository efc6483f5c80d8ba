-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "teaser_version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "told_age" TEXT NOT NULL DEFAULT 'five',
ADD COLUMN     "told_disease" TEXT NOT NULL DEFAULT 'block',
ADD COLUMN     "told_place" TEXT NOT NULL DEFAULT 'country',
ADD COLUMN     "told_sex" TEXT NOT NULL DEFAULT 'said';

-- CreateTable
CREATE TABLE "teaser_override" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "teaser_version" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "sealed_reason" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teaser_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "teaser_override_referral_id_teaser_version_key" ON "teaser_override"("referral_id", "teaser_version");

-- AddForeignKey
ALTER TABLE "teaser_override" ADD CONSTRAINT "teaser_override_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE referral
  ADD CONSTRAINT referral_told_place CHECK (told_place IN ('country', 'region', 'unsaid')),
  ADD CONSTRAINT referral_told_age CHECK (told_age IN ('five', 'wide', 'unsaid')),
  ADD CONSTRAINT referral_told_disease CHECK (told_disease IN ('block', 'chapter', 'unsaid')),
  ADD CONSTRAINT referral_told_sex CHECK (told_sex IN ('said', 'unsaid'));
-- <<< by hand
