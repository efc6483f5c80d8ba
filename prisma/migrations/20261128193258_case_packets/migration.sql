-- CreateTable
CREATE TABLE "case_packet" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "case_packet_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "case_packet_referral_id_org_id_number_key" ON "case_packet"("referral_id", "org_id", "number");

-- AddForeignKey
ALTER TABLE "case_packet" ADD CONSTRAINT "case_packet_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- >>> by hand: what the schema language cannot say
ALTER TABLE case_packet
  ADD CONSTRAINT case_packet_why CHECK (why IN ('accepted', 'paperBrought', 'paperRemoved', 'consent')),
  ADD CONSTRAINT case_packet_number CHECK (number > 0);

-- A hospital reads what it was given itself, while it has the case.
ALTER TABLE case_packet ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_packet FORCE ROW LEVEL SECURITY;
CREATE POLICY case_packet_reach ON case_packet
  USING (referral_carries(referral_id)
    OR (org_id = forum_org() AND referral_reaches(referral_id, ARRAY['identified'])));
CREATE POLICY case_packet_erased ON case_packet FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY case_packet_sweep ON case_packet FOR DELETE USING (referral_is_erased(referral_id));
-- <<< by hand
