-- CreateTable
CREATE TABLE "thread_draft" (
    "person_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "tags" TEXT[],
    "lang" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" UUID NOT NULL,

    CONSTRAINT "thread_draft_pkey" PRIMARY KEY ("person_id","project_id")
);

-- AddForeignKey
ALTER TABLE "thread_draft" ADD CONSTRAINT "thread_draft_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE thread_draft
  ADD CONSTRAINT thread_draft_length CHECK (char_length(title) <= 120 AND char_length(body) <= 8000 AND cardinality(tags) <= 5),
  ADD CONSTRAINT thread_draft_something CHECK (title <> '' OR body <> '' OR cardinality(tags) > 0),
  ADD CONSTRAINT thread_draft_lang CHECK (lang IN ('ja', 'en', 'zh', 'ko'));
-- Whoever leaves takes along what they typed as new threads too, as with what they typed in threads.
CREATE OR REPLACE FUNCTION membership_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE vote_proxy SET revoked_at = NEW.ended_at, revoked_by = NEW.person_id
   WHERE to_person_id = NEW.person_id AND org_id = NEW.org_id AND revoked_at IS NULL AND ends_at > NEW.ended_at;
  UPDATE project_person SET left_at = NEW.ended_at
   WHERE person_id = NEW.person_id AND org_id = NEW.org_id AND left_at IS NULL;
  DELETE FROM draft d USING thread t
   WHERE d.person_id = NEW.person_id AND t.id = d.thread_id AND NOT still_takes_part(NEW.person_id, t.project_id);
  DELETE FROM thread_draft d
   WHERE d.person_id = NEW.person_id AND NOT still_takes_part(NEW.person_id, d.project_id);
  DELETE FROM thread_follow f USING thread t
   WHERE f.person_id = NEW.person_id AND t.id = f.thread_id AND NOT still_takes_part(NEW.person_id, t.project_id);
  UPDATE held_post SET state = 'withdrawn', body = '', mentions = '[]', decided_by = NEW.person_id, decided_at = NEW.ended_at
   WHERE author_id = NEW.person_id AND org_id = NEW.org_id AND state = 'waiting';
  RETURN NEW;
END $$;
-- <<< by hand
