-- >>> by hand: what the schema language cannot say
-- The function that empties expired words runs as the owner of the tables. An argument that is not known
-- (a setting that says no number of days) empties nothing, where least() would have passed over it; and its
-- names are found in pg_catalog alone.
CREATE OR REPLACE FUNCTION expire_report_texts(decided_before timestamptz) RETURNS integer
  LANGUAGE sql STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH emptied AS (
    UPDATE public.report_text x SET body = '' FROM public.report rp
     WHERE rp.id = x.report_id AND rp.state = 'decided' AND x.body <> ''
       AND rp.decided_at < least(decided_before, now() - interval '30 days')
    RETURNING 1)
  SELECT count(*)::int FROM emptied $$;

-- It goes by when a report was decided, so nobody may date a decision back: it comes after its report,
-- whose moment and post stay, and a decision stands.
ALTER TABLE report ADD CONSTRAINT report_decided_after CHECK (decided_at >= at) NOT VALID;
ALTER TABLE report VALIDATE CONSTRAINT report_decided_after;
CREATE FUNCTION report_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.post_id, NEW.author_id, NEW.reporter_id, NEW.at)
       IS DISTINCT FROM (OLD.id, OLD.post_id, OLD.author_id, OLD.reporter_id, OLD.at)
     OR (OLD.state = 'decided' AND (NEW.state, NEW.outcome, NEW.explanation, NEW.decided_by, NEW.decided_at)
       IS DISTINCT FROM (OLD.state, OLD.outcome, OLD.explanation, OLD.decided_by, OLD.decided_at)) THEN
    RAISE EXCEPTION 'a report and the decision about it stand' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_stands BEFORE UPDATE ON report FOR EACH ROW EXECUTE FUNCTION report_stands();
-- <<< by hand
