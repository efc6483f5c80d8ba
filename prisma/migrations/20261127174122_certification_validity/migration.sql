-- DropIndex
DROP INDEX "certification_org_id_idx";

-- AlterTable
ALTER TABLE "certification" ADD COLUMN     "evidence" TEXT,
ADD COLUMN     "reminded_at" INTEGER,
ADD COLUMN     "verified_by" UUID,
ADD COLUMN     "verified_on" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "certification_org_id_kind_valid_from_key" ON "certification"("org_id", "kind", "valid_from");


-- >>> by hand: what the schema language cannot say
ALTER TABLE certification
  ADD CONSTRAINT certification_validity CHECK (valid_to IS NULL OR valid_to >= valid_from) NOT VALID,
  ADD CONSTRAINT certification_verified CHECK ((verified_by IS NULL) = (verified_on IS NULL)) NOT VALID,
  ADD CONSTRAINT certification_verified_by FOREIGN KEY (verified_by) REFERENCES person (id) NOT VALID;
-- <<< by hand
