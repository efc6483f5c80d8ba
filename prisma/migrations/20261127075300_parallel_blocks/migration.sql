-- AlterTable
ALTER TABLE "parallel_text" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "source" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "written_by" UUID;

-- CreateTable
CREATE TABLE "parallel_revision" (
    "text_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "block" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "source" TEXT,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "by_person" UUID,
    "by_org" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parallel_revision_pkey" PRIMARY KEY ("text_id","number")
);

-- CreateIndex
CREATE INDEX "parallel_revision_owner_kind_owner_id_lang_idx" ON "parallel_revision"("owner_kind", "owner_id", "lang");

-- >>> by hand: what the schema language cannot say
-- Second texts of posts go from one for the whole to one for each paragraph (server/discussions/
-- translations/blocks.ts). Where both sides have as many they belong together one by one; otherwise
-- the whole stands beside the first paragraph and waits for somebody to look.
WITH old AS (
  DELETE FROM parallel_text WHERE owner_kind = 'post' AND block = 'body' RETURNING *),
cut AS (
  SELECT old.*, regexp_split_to_array(po.body, '\n[ \t]*\n+(?=[^ \t\n])') AS ours,
         regexp_split_to_array(old.body, '\n[ \t]*\n+(?=[^ \t\n])') AS theirs
    FROM old JOIN post po ON po.id = old.owner_id),
paired AS (
  SELECT cut.*, place, ours[place] AS paragraph,
         CASE WHEN cardinality(ours) = cardinality(theirs) THEN theirs[place] ELSE cut.body END AS words,
         CASE WHEN cardinality(ours) = cardinality(theirs) THEN cut.state ELSE 'stale' END AS standing,
         row_number() OVER (PARTITION BY cut.id, ours[place] ORDER BY place) - 1 AS repeat
    FROM cut, generate_series(1, CASE WHEN cardinality(ours) = cardinality(theirs) THEN cardinality(ours) ELSE 1 END) AS place)
INSERT INTO parallel_text (id, owner_kind, owner_id, block, position, lang, body, state, source, checked_by, checked_at, updated_at)
SELECT gen_random_uuid(), owner_kind, owner_id,
       left(encode(sha256(convert_to(paragraph, 'UTF8')), 'hex'), 16) || CASE WHEN repeat > 0 THEN '.' || repeat ELSE '' END,
       place - 1, lang, words, standing, paragraph, checked_by, CASE WHEN checked_by IS NOT NULL THEN updated_at END, updated_at
  FROM paired;
-- <<< by hand
