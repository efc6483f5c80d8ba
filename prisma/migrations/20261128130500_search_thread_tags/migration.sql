-- >>> by hand: what the schema language cannot say
-- A thread is found by its tags too.
CREATE OR REPLACE VIEW search_source AS
  SELECT 'post'::text AS kind, po.id AS record_id, po.thread_id AS scope_id, po.org_id, ARRAY[po.lang] AS langs, po.at,
         ''::text AS title, concat_ws(E'\n', po.body, search_parallel('post', po.id, po.lang)) AS body
    FROM post po WHERE po.deleted_at IS NULL
  UNION ALL
  SELECT 'thread', t.id, t.id, t.org_id, ARRAY[t.lang], t.created_at,
         concat_ws(E'\n', t.title, search_parallel('thread', t.id, t.lang)),
         coalesce((SELECT string_agg(tt.label, E'\n' ORDER BY tt.position) FROM thread_tag tt WHERE tt.thread_id = t.id), '')
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
           (SELECT string_agg(search_texts(d.name), E'\n' ORDER BY d.id) FROM department d
             WHERE d.org_id = o.id AND d.closed_at IS NULL))
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
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON thread_tag
  FOR EACH ROW EXECUTE FUNCTION search_touch('thread', 'thread_id');
-- Those that have tags already are filled in by batches, as everything was at first.
UPDATE search_fill SET done_at = NULL, after = DEFAULT WHERE kind = 'thread';
-- <<< by hand
