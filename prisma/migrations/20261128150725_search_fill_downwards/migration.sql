-- AlterTable
ALTER TABLE "search_fill" ALTER COLUMN "after" SET DEFAULT 'ffffffff-ffff-ffff-ffff-ffffffffffff';
-- >>> by hand: what the schema language cannot say

-- From the newest record down: what is written meanwhile has an id above the place that was reached and
-- is the triggers' own. Upwards, a busy thread was written a second time as long as anybody wrote.
UPDATE search_fill SET after = DEFAULT WHERE done_at IS NULL;
CREATE OR REPLACE FUNCTION search_fill_batch(size int) RETURNS int LANGUAGE plpgsql AS $fn$
DECLARE
  place search_fill;
  ids uuid[];
BEGIN
  SELECT * INTO place FROM search_fill WHERE done_at IS NULL ORDER BY kind = 'post', kind LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM (SELECT id FROM %I WHERE id < $1 ORDER BY id DESC LIMIT $2 FOR SHARE) AS batch',
    CASE place.kind WHEN 'library' THEN 'library_item' WHEN 'person' THEN 'membership'
      WHEN 'attachment' THEN 'file' WHEN 'projectFile' THEN 'project_file' ELSE place.kind END)
    INTO ids USING place.after, size;
  PERFORM search_put(place.kind, each) FROM unnest(ids) AS each;
  UPDATE search_fill SET after = coalesce(ids[cardinality(ids)], after),
         done_at = CASE WHEN cardinality(ids) < size THEN now() END
   WHERE kind = place.kind;
  RETURN cardinality(ids);
END $fn$;

-- Where nothing was there before, the triggers have it all.
UPDATE search_fill SET done_at = now() WHERE done_at IS NULL AND CASE kind
  WHEN 'post' THEN NOT EXISTS (SELECT 1 FROM post) WHEN 'thread' THEN NOT EXISTS (SELECT 1 FROM thread)
  WHEN 'project' THEN NOT EXISTS (SELECT 1 FROM project) WHEN 'event' THEN NOT EXISTS (SELECT 1 FROM event)
  WHEN 'library' THEN NOT EXISTS (SELECT 1 FROM library_item)
  WHEN 'organisation' THEN NOT EXISTS (SELECT 1 FROM organisation)
  WHEN 'person' THEN NOT EXISTS (SELECT 1 FROM membership) WHEN 'attachment' THEN NOT EXISTS (SELECT 1 FROM file)
  WHEN 'projectFile' THEN NOT EXISTS (SELECT 1 FROM project_file) ELSE false END;

-- Statistics would take the keys of every post they sample, over and over, and the planner has no use
-- for them: it learns the keys that are looked for when it is too late.
ALTER INDEX search_doc_post_keys ALTER COLUMN 1 SET STATISTICS 0;
ALTER TABLE search_doc ALTER COLUMN text SET STATISTICS 0;
-- <<< by hand
