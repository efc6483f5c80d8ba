-- AlterTable
ALTER TABLE "project_member" ADD COLUMN     "files_from" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "project_file" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "org_id" UUID NOT NULL,
    "desk_org_id" UUID,
    "number" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "project_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_file_version" (
    "id" UUID NOT NULL,
    "project_file_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "note" TEXT,
    "person_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_file_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "project_file_project_id_idx" ON "project_file"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_file_version_project_file_id_number_key" ON "project_file_version"("project_file_id", "number");

-- AddForeignKey
ALTER TABLE "project_file" ADD CONSTRAINT "project_file_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_file_version" ADD CONSTRAINT "project_file_version_project_file_id_fkey" FOREIGN KEY ("project_file_id") REFERENCES "project_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_file_version" ADD CONSTRAINT "project_file_version_id_fkey" FOREIGN KEY ("id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE project_file ADD CONSTRAINT project_file_number CHECK (number >= 1);
ALTER TABLE project_file_version ADD CONSTRAINT project_file_version_number CHECK (number >= 1);

-- Names of files are found too: of those that go with a post, and of those in a project's library.
CREATE OR REPLACE VIEW search_source AS
  SELECT 'post'::text AS kind, po.id AS record_id, po.thread_id AS scope_id, po.org_id, ARRAY[po.lang] AS langs, po.at,
         ''::text AS title, concat_ws(E'\n', po.body, search_parallel('post', po.id, po.lang)) AS body
    FROM post po WHERE po.deleted_at IS NULL
  UNION ALL
  SELECT 'thread', t.id, t.id, t.org_id, ARRAY[t.lang], t.created_at,
         concat_ws(E'\n', t.title, search_parallel('thread', t.id, t.lang)), ''
    FROM thread t
  UNION ALL
  SELECT 'project', pr.id, pr.id, pr.lead_org_id, search_langs(pr.title), pr.created_at,
         search_texts(pr.title), search_texts(pr.summary)
    FROM project pr
  UNION ALL
  SELECT 'event', e.id, e.id, NULL, search_langs(e.title), e.starts_at, search_texts(e.title),
         concat_ws(E'\n', search_texts(e.series), search_texts(e.host), search_texts(e.place),
           search_parallel('event', e.id, NULL),
           (SELECT string_agg(concat_ws(E'\n', search_texts(s.title), search_texts(s.room)), E'\n' ORDER BY s.id)
              FROM event_session s WHERE s.event_id = e.id),
           (SELECT string_agg(concat_ws(E'\n', search_texts(k.name), search_texts(k.affiliation)), E'\n' ORDER BY k.id)
              FROM session_speaker k JOIN event_session s ON s.id = k.session_id WHERE s.event_id = e.id))
    FROM event e
  UNION ALL
  SELECT 'library', l.id, l.id, l.owner_org_id, search_langs(l.title), coalesce(search_day(l.published_on), l.created_at),
         search_texts(l.title),
         concat_ws(E'\n', search_texts(l.publisher), search_texts(l.author), search_texts(l.results),
           search_parallel('libraryItem', l.id, NULL),
           (SELECT concat_ws(E'\n', search_texts(s.sponsor), search_texts(s.amount), search_texts(s.eligibility))
              FROM support_programme s WHERE s.item_id = l.id))
    FROM library_item l
  UNION ALL
  SELECT 'organisation', o.id, o.id, o.id, search_langs(o.name), o.created_at,
         concat_ws(E'\n', search_texts(o.name), search_texts(o.short_name), o.reading),
         concat_ws(E'\n', search_texts(o.city), search_parallel('organisation', o.id, NULL),
           (SELECT string_agg(search_texts(d.name), E'\n' ORDER BY d.id) FROM department d WHERE d.org_id = o.id))
    FROM organisation o
  UNION ALL
  SELECT 'person', m.id, m.org_id, m.org_id, ARRAY[p.name_lang], m.started_at,
         concat_ws(E'\n', p.family_name || p.given_name, p.family_name || ' ' || p.given_name,
           p.given_name || ' ' || p.family_name, p.family_reading || p.given_reading, p.latin_name),
         search_texts(m.title)
    FROM membership m JOIN person p ON p.id = m.person_id
   WHERE m.ended_at IS NULL AND p.deactivated_at IS NULL
  UNION ALL
  SELECT 'attachment', f.id, po.thread_id, f.org_id, '{}'::text[], f.created_at, f.name, ''
    FROM file f JOIN post po ON po.id = f.post_id AND po.deleted_at IS NULL
   WHERE f.owner_kind = 'thread' AND f.deleted_at IS NULL AND f.scan IN ('clean', 'unscanned')
  UNION ALL
  SELECT 'projectFile', pf.id, pf.project_id, pf.org_id, '{}'::text[], pf.created_at, pf.name, coalesce(pf.label, '')
    FROM project_file pf WHERE pf.deleted_at IS NULL;

CREATE OR REPLACE FUNCTION search_touch_post() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  PERFORM search_put('post', NEW.id);
  IF TG_OP = 'UPDATE' AND NEW.deleted_at IS DISTINCT FROM OLD.deleted_at THEN
    PERFORM search_put('attachment', f.id) FROM file f WHERE f.post_id = NEW.id;
  END IF;
  RETURN NULL;
END $fn$;
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OF name, scan, post_id, deleted_at ON file
  FOR EACH ROW WHEN (NEW.owner_kind = 'thread') EXECUTE FUNCTION search_touch('attachment', 'id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OF name, label, deleted_at ON project_file
  FOR EACH ROW EXECUTE FUNCTION search_touch('projectFile', 'id');
CREATE TRIGGER search_forget AFTER DELETE ON file FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON project_file FOR EACH ROW EXECUTE FUNCTION search_forget();

-- Not validated here: the rows that are there have the narrower kinds, and a look at each would hold the table.
ALTER TABLE search_doc DROP CONSTRAINT search_doc_kind;
ALTER TABLE search_doc ADD CONSTRAINT search_doc_kind
  CHECK (kind IN ('post', 'thread', 'project', 'event', 'library', 'organisation', 'person', 'attachment', 'projectFile')) NOT VALID;
INSERT INTO search_fill (kind) VALUES ('attachment'), ('projectFile');
CREATE OR REPLACE FUNCTION search_fill_batch(size int) RETURNS int LANGUAGE plpgsql AS $fn$
DECLARE
  place search_fill;
  ids uuid[];
BEGIN
  SELECT * INTO place FROM search_fill WHERE done_at IS NULL ORDER BY kind = 'post', kind LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM (SELECT id FROM %I WHERE id > $1 ORDER BY id LIMIT $2 FOR SHARE) AS batch',
    CASE place.kind WHEN 'library' THEN 'library_item' WHEN 'person' THEN 'membership'
      WHEN 'attachment' THEN 'file' WHEN 'projectFile' THEN 'project_file' ELSE place.kind END)
    INTO ids USING place.after, size;
  PERFORM search_put(place.kind, each) FROM unnest(ids) AS each;
  UPDATE search_fill SET after = coalesce(ids[cardinality(ids)], after),
         done_at = CASE WHEN cardinality(ids) < size THEN now() END
   WHERE kind = place.kind;
  RETURN cardinality(ids);
END $fn$;
-- <<< by hand
