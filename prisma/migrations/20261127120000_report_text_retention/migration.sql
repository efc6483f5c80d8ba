-- >>> by hand: what the schema language cannot say
-- The application cannot change the record of a report. Its words may go long after the decision, by this
-- function alone, and never within thirty days of it. Answers how many texts it emptied.
CREATE FUNCTION expire_report_texts(decided_before timestamptz) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH emptied AS (
    UPDATE public.report_text x SET body = '' FROM public.report rp
     WHERE rp.id = x.report_id AND rp.state = 'decided' AND x.body <> ''
       AND rp.decided_at < least(decided_before, now() - interval '30 days')
    RETURNING 1)
  SELECT count(*)::int FROM emptied $$;
REVOKE ALL ON FUNCTION expire_report_texts(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_report_texts(timestamptz) TO forum_app;
-- <<< by hand
