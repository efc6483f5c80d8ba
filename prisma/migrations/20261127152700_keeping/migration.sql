-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "held_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "case_request" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_request_referral_id_asked_at_idx" ON "case_request"("referral_id", "asked_at");

-- AddForeignKey
ALTER TABLE "case_request" ADD CONSTRAINT "case_request_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE case_request
  ADD CONSTRAINT case_request_kind CHECK (kind IN ('erase', 'hold', 'lift')),
  ADD CONSTRAINT case_request_state CHECK (state IN ('asked', 'confirmed', 'refused', 'withdrawn')),
  -- Whoever asked does not decide.
  ADD CONSTRAINT case_request_two CHECK (CASE state
    WHEN 'asked' THEN decided_by IS NULL AND decided_at IS NULL
    WHEN 'withdrawn' THEN decided_by IS NULL AND decided_at IS NOT NULL
    ELSE decided_by IS NOT NULL AND decided_by <> asked_by AND decided_at IS NOT NULL END);
CREATE UNIQUE INDEX case_request_open ON case_request (referral_id) WHERE state = 'asked';

-- What is left of an erased case's rows may be seen and removed: nothing opens it any more.
CREATE FUNCTION referral_is_erased(case_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM referral r WHERE r.id = case_id AND r.state = 'erased' AND r.wrapped_key IS NULL)
$$;
CREATE POLICY referral_identity_erased ON referral_identity FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY referral_identity_sweep ON referral_identity FOR DELETE USING (referral_is_erased(referral_id));
CREATE POLICY referral_clinical_erased ON referral_clinical FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY referral_clinical_sweep ON referral_clinical FOR DELETE USING (referral_is_erased(referral_id));
CREATE POLICY case_question_erased ON case_question FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY case_question_sweep ON case_question FOR DELETE USING (referral_is_erased(referral_id));
-- <<< by hand
