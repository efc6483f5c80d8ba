-- CreateTable
CREATE TABLE "case_message" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "hospital_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'message',
    "answers_id" UUID,
    "author_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,
    "document_ids" UUID[],
    "client_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_message_read" (
    "referral_id" UUID NOT NULL,
    "hospital_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_message_read_pkey" PRIMARY KEY ("referral_id","hospital_id","person_id","org_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_message_referral_id_hospital_id_place_key" ON "case_message"("referral_id", "hospital_id", "place");

-- CreateIndex
CREATE UNIQUE INDEX "case_message_author_id_client_id_key" ON "case_message"("author_id", "client_id");

-- CreateIndex
CREATE INDEX "case_message_read_message_id_idx" ON "case_message_read"("message_id");

-- AddForeignKey
ALTER TABLE "case_message" ADD CONSTRAINT "case_message_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_message_read" ADD CONSTRAINT "case_message_read_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "case_message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE case_message
  ADD CONSTRAINT case_message_kind CHECK (kind IN ('message', 'question', 'answer')),
  ADD CONSTRAINT case_message_place CHECK (place > 0),
  ADD CONSTRAINT case_message_answer CHECK ((kind = 'answer') = (answers_id IS NOT NULL));
-- A question has one answer.
CREATE UNIQUE INDEX case_message_answered ON case_message (answers_id) WHERE answers_id IS NOT NULL;

-- Who carries the case reads every conversation, a hospital its own while the case is open to it.
ALTER TABLE case_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_message FORCE ROW LEVEL SECURITY;
CREATE POLICY case_message_reach ON case_message
  USING (referral_carries(referral_id)
    OR (hospital_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY case_message_erased ON case_message FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY case_message_sweep ON case_message FOR DELETE USING (referral_is_erased(referral_id));
-- <<< by hand
