-- AlterTable
ALTER TABLE "appointment" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'visit';

-- AlterTable
ALTER TABLE "estimate" ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'stay';

-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "outcome" TEXT;

-- AlterTable
ALTER TABLE "return_summary" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'stay';

-- CreateTable
CREATE TABLE "second_opinion" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID,
    "aim" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "version" INTEGER NOT NULL DEFAULT 0,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "held_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "second_opinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opinion_link" (
    "opinion_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "set_by" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opinion_link_pkey" PRIMARY KEY ("opinion_id")
);

-- CreateIndex
CREATE INDEX "second_opinion_referral_id_idx" ON "second_opinion"("referral_id");

-- CreateIndex
CREATE INDEX "opinion_link_referral_id_idx" ON "opinion_link"("referral_id");

-- AddForeignKey
ALTER TABLE "second_opinion" ADD CONSTRAINT "second_opinion_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_link" ADD CONSTRAINT "opinion_link_opinion_id_fkey" FOREIGN KEY ("opinion_id") REFERENCES "second_opinion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_link" ADD CONSTRAINT "opinion_link_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- >>> by hand
ALTER TABLE referral ADD CONSTRAINT referral_outcome CHECK (outcome IN ('opinion')) NOT VALID;
ALTER TABLE referral VALIDATE CONSTRAINT referral_outcome;
ALTER TABLE second_opinion
  ADD CONSTRAINT second_opinion_state CHECK (state IN ('proposed', 'agreed', 'declined', 'withdrawn', 'held', 'concluded', 'travel')),
  ADD CONSTRAINT second_opinion_aim CHECK (aim IN ('before', 'instead')),
  ADD CONSTRAINT second_opinion_held CHECK (state NOT IN ('held', 'concluded', 'travel') OR (held_at IS NOT NULL AND org_id IS NOT NULL));
-- A case has one that is under way.
CREATE UNIQUE INDEX second_opinion_live ON second_opinion (referral_id) WHERE state IN ('proposed', 'agreed', 'held');

ALTER TABLE appointment DROP CONSTRAINT appointment_state;
ALTER TABLE appointment
  ADD CONSTRAINT appointment_state CHECK (state IN ('proposed', 'confirmed', 'cancelled', 'lapsed', 'held')) NOT VALID,
  ADD CONSTRAINT appointment_kind CHECK (kind IN ('visit', 'opinion') AND (state <> 'held' OR kind = 'opinion')) NOT VALID;
ALTER TABLE appointment VALIDATE CONSTRAINT appointment_state;
ALTER TABLE appointment VALIDATE CONSTRAINT appointment_kind;
ALTER TABLE estimate ADD CONSTRAINT estimate_purpose CHECK (purpose IN ('stay', 'opinion')) NOT VALID;
ALTER TABLE estimate VALIDATE CONSTRAINT estimate_purpose;
ALTER TABLE return_summary ADD CONSTRAINT return_summary_kind CHECK (kind IN ('stay', 'opinion')) NOT VALID;
ALTER TABLE return_summary VALIDATE CONSTRAINT return_summary_kind;
-- What a second opinion costs and says stays in force beside the estimate and the summary of a stay.
DROP INDEX estimate_current;
CREATE UNIQUE INDEX estimate_current ON estimate (referral_id, org_id, purpose) WHERE state IN ('issued', 'accepted');
DROP INDEX return_summary_current;
CREATE UNIQUE INDEX return_summary_current ON return_summary (referral_id, org_id, kind) WHERE state = 'issued';
DROP INDEX return_summary_draft;
CREATE UNIQUE INDEX return_summary_draft ON return_summary (referral_id, org_id, kind) WHERE state = 'draft';

-- Who carries the case reaches the link, a hospital its own while the case is open to it.
ALTER TABLE opinion_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE opinion_link FORCE ROW LEVEL SECURITY;
CREATE POLICY opinion_link_reach ON opinion_link
  USING (referral_carries(referral_id)
    OR (org_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY opinion_link_erased ON opinion_link FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY opinion_link_sweep ON opinion_link FOR DELETE USING (referral_is_erased(referral_id));
-- <<< by hand
