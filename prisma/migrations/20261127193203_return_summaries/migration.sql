-- CreateTable
CREATE TABLE "return_summary" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "sealed" BYTEA NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "written_by" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3),
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "return_summary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "summary_link" (
    "id" UUID NOT NULL,
    "summary_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "sent_by" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "link_hash" BYTEA NOT NULL,
    "copy" BYTEA,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),
    "review_hash" BYTEA,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "summary_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "return_summary_referral_id_org_id_number_key" ON "return_summary"("referral_id", "org_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "summary_link_link_hash_key" ON "summary_link"("link_hash");

-- CreateIndex
CREATE UNIQUE INDEX "summary_link_review_hash_key" ON "summary_link"("review_hash");

-- CreateIndex
CREATE INDEX "summary_link_summary_id_idx" ON "summary_link"("summary_id");

-- CreateIndex
CREATE INDEX "summary_link_referral_id_idx" ON "summary_link"("referral_id");

-- AddForeignKey
ALTER TABLE "return_summary" ADD CONSTRAINT "return_summary_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_link" ADD CONSTRAINT "summary_link_summary_id_fkey" FOREIGN KEY ("summary_id") REFERENCES "return_summary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE return_summary
  ADD CONSTRAINT return_summary_state CHECK (state IN ('draft', 'issued', 'superseded')),
  ADD CONSTRAINT return_summary_issue CHECK ((state = 'draft') = (issued_at IS NULL)),
  ADD CONSTRAINT return_summary_review CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL)
    AND (reviewed_at IS NULL OR state <> 'draft'));
-- One version is in force, and one is being written.
CREATE UNIQUE INDEX return_summary_current ON return_summary (referral_id, org_id) WHERE state = 'issued';
CREATE UNIQUE INDEX return_summary_draft ON return_summary (referral_id, org_id) WHERE state = 'draft';
ALTER TABLE summary_link
  ADD CONSTRAINT summary_link_tries CHECK (tries BETWEEN 0 AND 5),
  -- A link that was opened holds no copy any more.
  ADD CONSTRAINT summary_link_once CHECK (opened_at IS NULL OR copy IS NULL);

-- Who carries the case reaches its summary, a hospital its own while the case is open to it. Of a link
-- the copy opens with secret and code alone, so that its table needs no policy.
ALTER TABLE return_summary ENABLE ROW LEVEL SECURITY;
ALTER TABLE return_summary FORCE ROW LEVEL SECURITY;
CREATE POLICY return_summary_reach ON return_summary
  USING (referral_carries(referral_id)
    OR (org_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY return_summary_erased ON return_summary FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY return_summary_sweep ON return_summary FOR DELETE USING (referral_is_erased(referral_id));
-- <<< by hand
