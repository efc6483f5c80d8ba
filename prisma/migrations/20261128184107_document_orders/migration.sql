-- AlterTable
ALTER TABLE "document" DROP COLUMN "sealed",
DROP COLUMN "wrapped_key",
ADD COLUMN     "acting_org_id" UUID;

-- CreateTable
CREATE TABLE "document_order" (
    "document_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "document_order_pkey" PRIMARY KEY ("document_id")
);

-- CreateIndex
CREATE INDEX "document_order_referral_id_idx" ON "document_order"("referral_id");

-- AddForeignKey
ALTER TABLE "document_order" ADD CONSTRAINT "document_order_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_order" ADD CONSTRAINT "document_order_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- >>> by hand: what the schema language cannot say
-- What was being printed lay sealed with keys of its own, which go with their columns: it is ordered again.
UPDATE document SET state = 'failed', done_at = coalesce(done_at, forum_now()) WHERE state IN ('queued', 'making');

-- Once it is printed, or was given up: the data are for nobody any more.
CREATE FUNCTION document_is_over(paper uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM document d WHERE d.id = $1 AND d.state IN ('queued', 'making'))
$$;

-- The data of a paper name the patient: they are for whoever carries the case or has it, and the job that
-- prints acts for who ordered.
ALTER TABLE document_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_order FORCE ROW LEVEL SECURITY;
CREATE POLICY document_order_reach ON document_order USING (referral_reaches(referral_id, ARRAY['identified']));
CREATE POLICY document_order_over ON document_order FOR SELECT USING (document_is_over(document_id));
CREATE POLICY document_order_gone ON document_order FOR DELETE USING (document_is_over(document_id));
CREATE POLICY document_order_erased ON document_order FOR SELECT USING (referral_is_erased(referral_id));
CREATE POLICY document_order_sweep ON document_order FOR DELETE USING (referral_is_erased(referral_id));

-- They go with the end of the printing, in the same statement, whoever ends it.
CREATE FUNCTION document_order_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM document_order WHERE document_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER document_order_follows AFTER UPDATE OF state ON document
  FOR EACH ROW WHEN (OLD.state IN ('queued', 'making') AND NEW.state IN ('ready', 'failed'))
  EXECUTE FUNCTION document_order_follows();
-- <<< by hand
