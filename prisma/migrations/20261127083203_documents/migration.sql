-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "sealed" BYTEA,
    "wrapped_key" BYTEA,
    "file_id" UUID,
    "unprintable" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_number_key" ON "document"("number");

-- CreateIndex
CREATE INDEX "document_owner_kind_owner_id_idx" ON "document"("owner_kind", "owner_id");

-- >>> by hand: what the schema language cannot say
CREATE SEQUENCE document_number;
ALTER TABLE document
  ADD CONSTRAINT document_kind CHECK (kind IN ('visitCertificate', 'estimate', 'acceptance', 'referralLetter', 'treatmentSchedule', 'returnSummary')),
  ADD CONSTRAINT document_state CHECK (state IN ('queued', 'making', 'ready', 'failed')),
  ADD CONSTRAINT document_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko')),
  ADD CONSTRAINT document_owner CHECK (owner_kind IN ('referral')),
  -- Its data are kept for as long as it is not printed, and a finished paper has its file.
  ADD CONSTRAINT document_data CHECK ((sealed IS NOT NULL) = (state IN ('queued', 'making')) AND (sealed IS NULL) = (wrapped_key IS NULL)),
  ADD CONSTRAINT document_file CHECK ((file_id IS NOT NULL) = (state = 'ready'));
-- <<< by hand
