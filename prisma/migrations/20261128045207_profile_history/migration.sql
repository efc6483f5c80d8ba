-- AlterTable
ALTER TABLE "department" ADD COLUMN     "closed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "capability" ADD COLUMN     "checked_by" UUID,
ADD COLUMN     "checked_on" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "profile_change" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "record_id" UUID,
    "act" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "by_id" UUID NOT NULL,
    "by_org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profile_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "profile_change_org_id_id_idx" ON "profile_change"("org_id", "id");

-- AddForeignKey
ALTER TABLE "profile_change" ADD CONSTRAINT "profile_change_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand
ALTER TABLE profile_change
  ADD CONSTRAINT profile_change_about CHECK (about IN ('department', 'line')),
  ADD CONSTRAINT profile_change_act CHECK (act IN ('added', 'changed', 'closed', 'reopened', 'withdrawn', 'confirmed', 'checked')),
  ADD CONSTRAINT profile_change_says CHECK (CASE act
    WHEN 'added' THEN before IS NULL AND after IS NOT NULL
    WHEN 'changed' THEN before IS NOT NULL AND after IS NOT NULL
    WHEN 'confirmed' THEN record_id IS NULL
    ELSE before IS NOT NULL OR after IS NOT NULL END);
CREATE TRIGGER profile_change_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON profile_change
  FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
REVOKE UPDATE, DELETE ON profile_change FROM forum_app;
ALTER TABLE capability ADD CONSTRAINT capability_kind
  CHECK (kind IN ('specialty', 'disease', 'modality', 'device', 'industry', 'language', 'country', 'outOfScope')) NOT VALID;
-- Until now lines came in by the secretariat alone: it has seen what stands.
UPDATE capability SET checked_on = reviewed_on WHERE reviewed_on IS NOT NULL;
-- <<< by hand
