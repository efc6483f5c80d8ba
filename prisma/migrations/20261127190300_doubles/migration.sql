-- AlterTable
ALTER TABLE "referral_identity" ADD COLUMN     "exchanged_index" BYTEA,
ADD COLUMN     "phone_index" BYTEA;

-- CreateTable
CREATE TABLE "patient_trace" (
    "referral_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "patient_trace_pkey" PRIMARY KEY ("referral_id","kind","hash")
);

-- CreateTable
CREATE TABLE "case_double" (
    "first_id" UUID NOT NULL,
    "second_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "decided_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_double_pkey" PRIMARY KEY ("first_id","second_id")
);

-- CreateIndex
CREATE INDEX "patient_trace_kind_hash_idx" ON "patient_trace"("kind", "hash");

-- CreateIndex
CREATE INDEX "case_double_second_id_idx" ON "case_double"("second_id");

-- AddForeignKey
ALTER TABLE "patient_trace" ADD CONSTRAINT "patient_trace_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral_identity"("referral_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_double" ADD CONSTRAINT "case_double_first_id_fkey" FOREIGN KEY ("first_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_double" ADD CONSTRAINT "case_double_second_id_fkey" FOREIGN KEY ("second_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- >>> by hand
ALTER TABLE patient_trace ADD CONSTRAINT patient_trace_kind CHECK (kind IN ('person', 'document', 'contact'));
ALTER TABLE case_double
  ADD CONSTRAINT case_double_order CHECK (first_id < second_id),
  ADD CONSTRAINT case_double_verdict CHECK (CASE verdict
    WHEN 'same' THEN reason IS NULL WHEN 'different' THEN reason IS NOT NULL ELSE false END);

-- The second wall, as for the identity itself; the secretariat may compare, which tells no more than that
-- two cases look alike.
ALTER TABLE patient_trace ENABLE ROW LEVEL SECURITY;
ALTER TABLE patient_trace FORCE ROW LEVEL SECURITY;
CREATE POLICY patient_trace_reach ON patient_trace USING (referral_reaches(referral_id, ARRAY['identified']));
CREATE POLICY patient_trace_intake ON patient_trace FOR SELECT USING (EXISTS (
  SELECT 1 FROM organisation o WHERE o.id = forum_org() AND o.kind = 'secretariat'));
-- None is left of an erased case; whoever proves it can look.
CREATE POLICY patient_trace_erased ON patient_trace FOR SELECT USING (referral_is_erased(referral_id));

CREATE FUNCTION patient_trace_follows() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  DELETE FROM patient_trace WHERE referral_id = NEW.referral_id;
  INSERT INTO patient_trace (referral_id, kind, hash)
    SELECT DISTINCT NEW.referral_id, kind, hash FROM (VALUES
      ('person', NEW.person_index), ('person', NEW.exchanged_index), ('document', NEW.document_index),
      ('contact', NEW.contact_index), ('contact', NEW.phone_index)) AS t(kind, hash)
     WHERE hash IS NOT NULL;
  RETURN NULL;
END $fn$;
CREATE TRIGGER patient_trace_follows AFTER INSERT OR UPDATE ON referral_identity
  FOR EACH ROW EXECUTE FUNCTION patient_trace_follows();

-- Hashes of the cases there are: even the owner sees no row while row-level security is forced.
ALTER TABLE referral_identity NO FORCE ROW LEVEL SECURITY;
ALTER TABLE patient_trace NO FORCE ROW LEVEL SECURITY;
INSERT INTO patient_trace (referral_id, kind, hash)
  SELECT i.referral_id, t.kind, t.hash FROM referral_identity i, LATERAL (VALUES
    ('person', i.person_index), ('document', i.document_index), ('contact', i.contact_index)) AS t(kind, hash)
   WHERE t.hash IS NOT NULL;
ALTER TABLE referral_identity FORCE ROW LEVEL SECURITY;
ALTER TABLE patient_trace FORCE ROW LEVEL SECURITY;
-- <<< by hand
