-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "abroad_countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "abroad_unknown" TEXT,
ADD COLUMN     "lapsed_at" TIMESTAMPTZ(3),
ADD COLUMN     "relation" TEXT,
ADD COLUMN     "text_lang" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "valid_to" DATE;

-- CreateTable
CREATE TABLE "case_paper" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "consent_id" UUID,
    "brought_by" UUID NOT NULL,
    "brought_at" TIMESTAMPTZ(3) NOT NULL,
    "released_by" UUID,
    "released_at" TIMESTAMPTZ(3),
    "removed_by" UUID,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_signer" (
    "consent_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "consent_signer_pkey" PRIMARY KEY ("consent_id")
);

-- CreateIndex
CREATE INDEX "case_paper_referral_id_idx" ON "case_paper"("referral_id");

-- CreateIndex
CREATE INDEX "consent_signer_referral_id_idx" ON "consent_signer"("referral_id");

-- AddForeignKey
ALTER TABLE "case_paper" ADD CONSTRAINT "case_paper_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_paper" ADD CONSTRAINT "case_paper_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_paper" ADD CONSTRAINT "case_paper_id_fkey" FOREIGN KEY ("id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_signer" ADD CONSTRAINT "consent_signer_consent_id_fkey" FOREIGN KEY ("consent_id") REFERENCES "consent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE consent
  ADD CONSTRAINT consent_text_lang CHECK (text_lang IN ('ja', 'en', 'zh', 'ko')),
  ADD CONSTRAINT consent_relation CHECK (relation IS NULL OR given_by <> 'patient'),
  -- While the country is open, the person is told which ones it may be.
  ADD CONSTRAINT consent_abroad CHECK (abroad_unknown IS NULL
    OR (abroad_unknown IN ('placeOpen', 'payerOpen') AND cardinality(abroad_countries) > 0)),
  ADD CONSTRAINT consent_lapse CHECK (lapsed_at IS NULL OR valid_to IS NOT NULL);
-- What is looked for every hour.
CREATE INDEX consent_runs_out ON consent (valid_to) WHERE valid_to IS NOT NULL AND lapsed_at IS NULL;

ALTER TABLE consent_signer ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent_signer FORCE ROW LEVEL SECURITY;
CREATE POLICY consent_signer_reach ON consent_signer USING (referral_carries(referral_id));
CREATE POLICY consent_signer_erased ON consent_signer FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY consent_signer_sweep ON consent_signer FOR DELETE USING (referral_is_erased(referral_id));

ALTER TABLE case_paper
  ADD CONSTRAINT case_paper_kind CHECK (kind IN ('laboratory', 'imaging', 'pathology', 'letter', 'photo',
    'identity', 'insurance', 'consent', 'other')),
  ADD CONSTRAINT case_paper_removal CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
  -- Some kinds say by themselves who the patient is.
  ADD CONSTRAINT case_paper_release CHECK ((released_at IS NULL) = (released_by IS NULL)
    AND (released_at IS NULL OR kind NOT IN ('identity', 'insurance', 'consent')));
-- A consent has one signed paper.
CREATE UNIQUE INDEX case_paper_proof ON case_paper (consent_id) WHERE removed_at IS NULL;

-- Who carries the case reaches its papers; a hospital its own, and the others as far as its stage goes.
ALTER TABLE case_paper ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_paper FORCE ROW LEVEL SECURITY;
CREATE POLICY case_paper_reach ON case_paper
  USING (referral_carries(referral_id) OR referral_reaches(referral_id, ARRAY['identified'])
    OR (released_at IS NOT NULL AND referral_reaches(referral_id, ARRAY['teaser', 'clinical'])));
CREATE POLICY case_paper_erased ON case_paper FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY case_paper_sweep ON case_paper FOR DELETE USING (referral_is_erased(referral_id));

ALTER TABLE document DROP CONSTRAINT document_kind, ADD CONSTRAINT document_kind CHECK (kind IN ('visitCertificate',
  'estimate', 'acceptance', 'referralLetter', 'treatmentSchedule', 'returnSummary', 'caseRecord', 'consent'));
-- <<< by hand
