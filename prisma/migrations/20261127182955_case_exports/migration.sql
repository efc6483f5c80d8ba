-- CreateTable
CREATE TABLE "case_export" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL,
    "day" DATE NOT NULL,
    "nth" INTEGER NOT NULL,
    "link_hash" BYTEA,
    "link_until" TIMESTAMPTZ(3),
    "handed_at" TIMESTAMPTZ(3),
    "bundle_hash" BYTEA,

    CONSTRAINT "case_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_export_referral_id_idx" ON "case_export"("referral_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_export_person_id_day_nth_key" ON "case_export"("person_id", "day", "nth");

-- AddForeignKey
ALTER TABLE "case_export" ADD CONSTRAINT "case_export_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE case_export
  -- Ten a day and person, in order: two at once get the same number, and one of them waits and fails.
  ADD CONSTRAINT case_export_day CHECK (nth BETWEEN 1 AND 10),
  ADD CONSTRAINT case_export_link CHECK ((link_hash IS NULL OR link_until IS NOT NULL)
    AND (link_hash IS NULL OR handed_at IS NULL)),
  ADD CONSTRAINT case_export_left CHECK ((handed_at IS NULL) = (bundle_hash IS NULL));
CREATE UNIQUE INDEX case_export_secret ON case_export (link_hash) WHERE link_hash IS NOT NULL;
-- <<< by hand
