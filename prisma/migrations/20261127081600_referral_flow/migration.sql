-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "cancel_reason" TEXT,
ADD COLUMN     "cancel_requested_at" TIMESTAMPTZ(3),
ADD COLUMN     "clock_from" TIMESTAMPTZ(3),
ADD COLUMN     "clock_paused_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "offer" ADD COLUMN     "chosen_at" TIMESTAMPTZ(3),
ADD COLUMN     "rank" INTEGER,
ADD COLUMN     "reminded" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "referral_event" ADD COLUMN     "version" INTEGER;

-- CreateTable
CREATE TABLE "referral_stay" (
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "department" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "arrived_on" DATE,
    "admitted_on" DATE,
    "discharged_on" DATE,

    CONSTRAINT "referral_stay_pkey" PRIMARY KEY ("referral_id")
);

-- CreateTable
CREATE TABLE "referral_onward" (
    "from_id" UUID NOT NULL,
    "to_id" UUID,
    "destination" TEXT,
    "country" TEXT,
    "reason" TEXT NOT NULL,
    "person_id" UUID,
    "org_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_onward_pkey" PRIMARY KEY ("from_id")
);

-- CreateTable
CREATE TABLE "case_question" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "offer_id" UUID,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "sealed" BYTEA NOT NULL,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "sealed_answer" BYTEA,
    "shared" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "case_question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "referral_onward_to_id_key" ON "referral_onward"("to_id");

-- CreateIndex
CREATE INDEX "case_question_referral_id_asked_at_idx" ON "case_question"("referral_id", "asked_at");

-- CreateIndex
CREATE INDEX "case_question_offer_id_idx" ON "case_question"("offer_id");

-- AddForeignKey
ALTER TABLE "referral_stay" ADD CONSTRAINT "referral_stay_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_onward" ADD CONSTRAINT "referral_onward_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_question" ADD CONSTRAINT "case_question_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE offer DROP CONSTRAINT offer_status;
ALTER TABLE offer ADD CONSTRAINT offer_status CHECK (status IN ('queued', 'sent', 'viewed', 'infoRequested', 'interested', 'willing', 'chosen', 'declined', 'accepted', 'backup', 'notSelected', 'withdrawn', 'expired', 'released')) NOT VALID;
ALTER TABLE offer VALIDATE CONSTRAINT offer_status;
-- One hospital is asked to confirm at a time, and each backup has a place of its own.
CREATE UNIQUE INDEX offer_one_chosen ON offer (referral_id) WHERE status = 'chosen';
CREATE UNIQUE INDEX offer_backup_rank ON offer (referral_id, rank) WHERE status = 'backup';
ALTER TABLE offer ADD CONSTRAINT offer_rank CHECK (rank IS NULL OR rank BETWEEN 1 AND 20);
ALTER TABLE referral_stay ADD CONSTRAINT referral_stay_days CHECK (ends_on IS NULL OR ends_on >= starts_on);
ALTER TABLE referral_onward ADD CONSTRAINT referral_onward_place CHECK ((to_id IS NULL) <> (destination IS NULL));

-- What is asked and answered may speak of the patient: the second wall stands around it too.
ALTER TABLE case_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_question FORCE ROW LEVEL SECURITY;
CREATE POLICY case_question_reach ON case_question
  USING (referral_reaches(referral_id, ARRAY['teaser', 'clinical', 'identified']));
-- <<< by hand
