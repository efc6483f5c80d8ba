-- CreateTable
CREATE TABLE "case_opening" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID,
    "session" TEXT,
    "reason" TEXT NOT NULL,
    "sealed_words" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "break_glass" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "sealed_reason" BYTEA,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "review_due_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "verdict" TEXT,
    "sealed_review" BYTEA,

    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_opening_referral_id_person_id_at_idx" ON "case_opening"("referral_id", "person_id", "at");

-- CreateIndex
CREATE INDEX "break_glass_referral_id_idx" ON "break_glass"("referral_id");

-- CreateIndex
CREATE INDEX "break_glass_person_id_idx" ON "break_glass"("person_id");

-- AddForeignKey
ALTER TABLE "case_opening" ADD CONSTRAINT "case_opening_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE break_glass
  ADD CONSTRAINT break_glass_span CHECK (expires_at > opened_at AND (ended_at IS NULL OR ended_at <= expires_at)),
  ADD CONSTRAINT break_glass_verdict CHECK (verdict IN ('justified', 'unjustified')),
  -- A review is whole, and never one's own.
  ADD CONSTRAINT break_glass_review CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)
    AND (reviewed_at IS NULL) = (verdict IS NULL) AND reviewed_by IS DISTINCT FROM person_id);
CREATE UNIQUE INDEX break_glass_open ON break_glass (referral_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX break_glass_unreviewed ON break_glass (review_due_at) WHERE reviewed_at IS NULL;

-- The second wall knows who carries a case: its sender, its officer, and an administrator while an
-- emergency access is open; beside them whoever has a live grant.
CREATE FUNCTION referral_carries(case_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM referral r WHERE r.id = case_id
                  AND (r.partner_org_id = forum_org() OR r.officer_id = forum_person()))
      OR EXISTS (SELECT 1 FROM break_glass b WHERE b.referral_id = case_id AND b.person_id = forum_person()
                  AND b.org_id = forum_org() AND b.ended_at IS NULL AND b.expires_at > forum_now())
$$;
CREATE OR REPLACE FUNCTION referral_reaches(case_id uuid, wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT referral_carries(case_id)
      OR EXISTS (SELECT 1 FROM disclosure_grant g WHERE g.referral_id = case_id AND g.org_id = forum_org()
                  AND g.stage = ANY (wanted) AND g.revoked_at IS NULL)
$$;
-- A hospital reads its own questions, and others' only where they were shared with all.
DROP POLICY case_question_reach ON case_question;
CREATE POLICY case_question_reach ON case_question
  USING (referral_carries(referral_id)
    OR (referral_reaches(referral_id, ARRAY['teaser', 'clinical', 'identified'])
      AND (shared OR EXISTS (SELECT 1 FROM offer f WHERE f.id = offer_id AND f.org_id = forum_org()))));
-- <<< by hand
