-- CreateTable
CREATE TABLE "estimate" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "yen_per_point" INTEGER NOT NULL,
    "tax_percent" INTEGER NOT NULL,
    "low_yen" INTEGER NOT NULL,
    "high_yen" INTEGER NOT NULL,
    "deposit_yen" INTEGER NOT NULL,
    "valid_until" DATE NOT NULL,
    "currency" TEXT,
    "yen_per_unit" DECIMAL(14,6),
    "rate_on" DATE,
    "sealed" BYTEA NOT NULL,
    "answer_reason" TEXT,
    "sealed_answer" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "estimate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_deposit" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "estimate_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_yen" INTEGER NOT NULL,
    "on_day" DATE NOT NULL,
    "reason" TEXT,
    "sealed" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_deposit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "estimate_referral_id_org_id_number_key" ON "estimate"("referral_id", "org_id", "number");

-- CreateIndex
CREATE INDEX "case_deposit_referral_id_idx" ON "case_deposit"("referral_id");

-- CreateIndex
CREATE INDEX "case_deposit_estimate_id_idx" ON "case_deposit"("estimate_id");

-- AddForeignKey
ALTER TABLE "estimate" ADD CONSTRAINT "estimate_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_deposit" ADD CONSTRAINT "case_deposit_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_deposit" ADD CONSTRAINT "case_deposit_estimate_id_fkey" FOREIGN KEY ("estimate_id") REFERENCES "estimate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE estimate
  ADD CONSTRAINT estimate_state CHECK (state IN ('draft', 'issued', 'accepted', 'declined', 'superseded')),
  ADD CONSTRAINT estimate_sums CHECK (low_yen BETWEEN 0 AND high_yen AND deposit_yen BETWEEN 0 AND high_yen),
  ADD CONSTRAINT estimate_rates CHECK (yen_per_point > 0 AND tax_percent BETWEEN 0 AND 30),
  ADD CONSTRAINT estimate_currency CHECK ((currency IS NULL) = (yen_per_unit IS NULL)
    AND (currency IS NULL) = (rate_on IS NULL)),
  ADD CONSTRAINT estimate_issue CHECK ((state = 'draft') = (issued_at IS NULL)),
  ADD CONSTRAINT estimate_reason CHECK ((state = 'declined') = (answer_reason IS NOT NULL)),
  ADD CONSTRAINT estimate_answer CHECK (state NOT IN ('accepted', 'declined') OR answered_at IS NOT NULL);
-- One version is in force, and one is being written.
CREATE UNIQUE INDEX estimate_current ON estimate (referral_id, org_id) WHERE state IN ('issued', 'accepted');
CREATE UNIQUE INDEX estimate_draft ON estimate (referral_id, org_id) WHERE state = 'draft';
ALTER TABLE case_deposit
  ADD CONSTRAINT case_deposit_kind CHECK (kind IN ('received', 'waived')),
  ADD CONSTRAINT case_deposit_sum CHECK ((kind = 'received') = (amount_yen > 0)),
  ADD CONSTRAINT case_deposit_reason CHECK ((kind = 'waived') = (reason IS NOT NULL));

-- Who carries the case sees its estimates, a hospital its own while the case is open to it.
ALTER TABLE estimate ENABLE ROW LEVEL SECURITY;
ALTER TABLE estimate FORCE ROW LEVEL SECURITY;
CREATE POLICY estimate_reach ON estimate
  USING (referral_carries(referral_id)
    OR (org_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY estimate_erased ON estimate FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY estimate_sweep ON estimate FOR DELETE USING (referral_is_erased(referral_id));
ALTER TABLE case_deposit ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_deposit FORCE ROW LEVEL SECURITY;
CREATE POLICY case_deposit_reach ON case_deposit
  USING (referral_carries(referral_id)
    OR (org_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY case_deposit_erased ON case_deposit FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY case_deposit_sweep ON case_deposit FOR DELETE USING (referral_is_erased(referral_id));
-- <<< by hand
