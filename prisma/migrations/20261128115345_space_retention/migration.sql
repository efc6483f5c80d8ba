-- AlterTable
ALTER TABLE "project" ADD COLUMN     "retention_from" TIMESTAMPTZ(3),
ADD COLUMN     "retention_years" SMALLINT;

-- >>> by hand
ALTER TABLE project ADD CONSTRAINT project_retention
  CHECK (retention_years BETWEEN 1 AND 100 AND (retention_years IS NULL) = (retention_from IS NULL)) NOT VALID;
ALTER TABLE project VALIDATE CONSTRAINT project_retention;
-- A post whose space keeps it no longer has its place left, and no words.
ALTER TABLE post DROP CONSTRAINT post_length;
ALTER TABLE post ADD CONSTRAINT post_length
  CHECK (char_length(body) <= 8000 AND (body <> '' OR deleted_at IS NOT NULL)) NOT VALID;
ALTER TABLE post VALIDATE CONSTRAINT post_length;
-- <<< by hand
