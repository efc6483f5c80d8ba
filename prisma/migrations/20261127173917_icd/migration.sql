-- CreateTable
CREATE TABLE "icd_entry" (
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent" TEXT,
    "labels" JSONB NOT NULL,
    "synonyms" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "folded" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "icd_entry_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "icd_entry_parent_idx" ON "icd_entry"("parent");
-- >>> by hand
ALTER TABLE icd_entry
  ADD CONSTRAINT icd_entry_level CHECK (level IN ('chapter', 'block', 'code')),
  ADD CONSTRAINT icd_entry_code CHECK (CASE level
    WHEN 'chapter' THEN code ~ '^[IVX]+$' AND parent IS NULL
    WHEN 'block' THEN code ~ '^[A-Z][0-9]{2}-[A-Z][0-9]{2}$' AND parent IS NOT NULL
    ELSE code ~ '^[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?$' AND parent IS NOT NULL END);

-- The bar is a pause to `search_fold`, so it can stand in no name.
CREATE FUNCTION icd_fold(labels jsonb, synonyms text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT '|' || coalesce(string_agg(search_fold(name), '|'), '') || '|'
    FROM (SELECT value AS name FROM jsonb_each_text(labels) WHERE value <> '' UNION ALL SELECT unnest(synonyms)) AS names
$fn$;
CREATE FUNCTION icd_entry_folds() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  NEW.folded := icd_fold(NEW.labels, NEW.synonyms);
  RETURN NEW;
END $fn$;
CREATE TRIGGER icd_entry_folds BEFORE INSERT OR UPDATE OF labels, synonyms ON icd_entry
  FOR EACH ROW EXECUTE FUNCTION icd_entry_folds();

-- Chapters and blocks are the vocabulary's; here they are only found.
CREATE FUNCTION icd_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM icd_entry WHERE code = OLD.code AND level <> 'code' AND OLD.vocabulary IN ('icdChapters', 'icdBlocks');
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.vocabulary IN ('icdChapters', 'icdBlocks') THEN
    INSERT INTO icd_entry (code, level, parent, labels)
    VALUES (NEW.code, CASE NEW.vocabulary WHEN 'icdChapters' THEN 'chapter' ELSE 'block' END, NEW.facts ->> 'chapter', NEW.labels);
  END IF;
  RETURN NULL;
END $fn$;
CREATE TRIGGER icd_entry_follows AFTER INSERT OR UPDATE OR DELETE ON term
  FOR EACH ROW EXECUTE FUNCTION icd_entry_follows();
INSERT INTO icd_entry (code, level, parent, labels)
  SELECT code, CASE vocabulary WHEN 'icdChapters' THEN 'chapter' ELSE 'block' END, facts ->> 'chapter', labels
    FROM term WHERE vocabulary IN ('icdChapters', 'icdBlocks');
-- <<< by hand
