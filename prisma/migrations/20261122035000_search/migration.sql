-- CreateTable
CREATE TABLE "search_doc" (
    "record_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "org_id" UUID,
    "langs" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "search_doc_pkey" PRIMARY KEY ("record_id")
);

-- CreateTable
CREATE TABLE "search_fill" (
    "kind" TEXT NOT NULL,
    "after" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "search_fill_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE INDEX "search_doc_scope_id_at_idx" ON "search_doc"("scope_id", "at");
-- >>> by hand: what the schema language cannot say

-- One spelling for everything that is compared: compatibility forms (full and half width, circled
-- figures, ligatures), case and accents fold away, katakana to hiragana, old forms of kanji in names
-- to new ones, punctuation to spaces. Words of alphabets are set apart from scripts without spaces.
-- `fold` in server/search/fold.ts is the same for highlights; a test holds them together.
CREATE FUNCTION search_fold(input text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $fn$
DECLARE
  folded text := regexp_replace(lower(normalize(input, NFKD)),
    '[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]', '', 'g');
BEGIN
  IF folded ~ '[ァ-ヶヽヾ]' THEN
    folded := (SELECT string_agg(CASE WHEN one COLLATE "C" BETWEEN 'ァ' AND 'ヾ' AND one COLLATE "C" NOT BETWEEN 'ヷ' AND 'ー'
                 THEN chr(ascii(one) - 96) ELSE one END, '') FROM unnest(string_to_array(folded, NULL)) AS one);
  END IF;
  IF folded ~ '[øłđħıςßæœ]' THEN
    folded := replace(replace(replace(translate(folded, 'øłđħıς', 'oldhiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
  END IF;
  IF folded ~ '[澤邊邉齋齊廣國學會醫體髙﨑德濱濵瀨惠眞黑龍櫻鐵藏榮圓實壽豐靜應與縣區藥臺氣發關經濟驗險續權歡觀證讓彌禮祿條單團圖轉傳變鷗曾嶋嶌冨峯舘]' THEN
    folded := translate(folded,
      '澤邊邉齋齊廣國學會醫體髙﨑德濱濵瀨惠眞黑龍櫻鐵藏榮圓實壽豐靜應與縣區藥臺氣發關經濟驗險續權歡觀證讓彌禮祿條單團圖轉傳變鷗曾嶋嶌冨峯舘',
      '沢辺辺斎斉広国学会医体高崎徳浜浜瀬恵真黒竜桜鉄蔵栄円実寿豊静応与県区薬台気発関経済験険続権歓観証譲弥礼禄条単団図転伝変鴎曽島島富峰館');
  END IF;
  folded := regexp_replace(normalize(folded, NFC),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe6f\uff00-\uff0f]+',
    ' ', 'g');
  RETURN ' ' || btrim(regexp_replace(regexp_replace(folded, '([\u0e00-\U0010ffff]+)', ' \1 ', 'g'), ' +', ' ', 'g'), ' ') || ' ';
END $fn$;

-- What of a folded text can be looked up: of words the beginnings of two to ten letters, of scripts
-- without spaces each character and each pair.
CREATE FUNCTION search_grams(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $fn$
  SELECT string_to_array(regexp_replace(folded, '[ -\u0dff]+', '', 'g'), NULL)
    || ARRAY(SELECT one || next FROM unnest(characters, characters[2:]) AS pair(one, next)
              WHERE one COLLATE "C" >= '฀' AND next COLLATE "C" >= '฀')
    || ARRAY(SELECT left(word, n) FROM unnest(words) AS word,
                    generate_series(least(2, char_length(word)), least(10, char_length(word))) AS n
              WHERE word <> '')
    FROM (SELECT string_to_array(folded, NULL) AS characters,
                 string_to_array(regexp_replace(folded, '[^ -\u0dff]+', ' ', 'g'), ' ') AS words) AS parts
$fn$;

-- All texts of a label or of a record's facts, in whatever depth they stand.
CREATE FUNCTION search_texts(facts jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT string_agg(each #>> '{}', E'\n') FROM jsonb_path_query(facts, 'strict $.** ? (@.type() == "string")') AS each
$fn$;

CREATE FUNCTION search_langs(label jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT coalesce(array_agg(key ORDER BY key), '{}') FROM jsonb_each_text(label) WHERE key IN ('ja', 'en', 'zh', 'ko') AND value <> ''
$fn$;

-- A year, a month or a day, as documents state it.
CREATE FUNCTION search_day(stated text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $fn$
  SELECT CASE WHEN stated ~ '^[12]\d{3}(-(0[1-9]|1[0-2]))?(-(0[1-9]|[12]\d|3[01]))?$'
    THEN make_timestamptz(left(stated, 4)::int, coalesce(nullif(substr(stated, 6, 2), '')::int, 1),
           least(coalesce(nullif(substr(stated, 9, 2), '')::int, 1), 28), 0, 0, 0, 'UTC') END
$fn$;

CREATE FUNCTION search_parallel(kind text, owner uuid, without text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $fn$
  SELECT string_agg(body, E'\n' ORDER BY block, lang) FROM parallel_text
   WHERE owner_kind = kind AND owner_id = owner AND lang IS DISTINCT FROM without
$fn$;

-- What is in the index, and nothing else: the triggers, the filling and the tests all read this.
-- No text of a referral is here, and none may be added.
CREATE VIEW search_source AS
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
   WHERE m.ended_at IS NULL AND p.deactivated_at IS NULL;

-- Brings one record's row in line with what it says now, or takes it away.
CREATE FUNCTION search_put(wanted text, record uuid) RETURNS void LANGUAGE plpgsql AS $fn$
BEGIN
  INSERT INTO search_doc (record_id, kind, scope_id, org_id, langs, at, title, text)
  SELECT record_id, kind, scope_id, org_id, langs, at, coalesce(search_fold(title), ''), search_fold(concat_ws(E'\n', title, body))
    FROM search_source WHERE kind = wanted AND record_id = record
  ON CONFLICT (record_id) DO UPDATE SET scope_id = excluded.scope_id, org_id = excluded.org_id,
    langs = excluded.langs, at = excluded.at, title = excluded.title, text = excluded.text;
  IF NOT FOUND THEN DELETE FROM search_doc WHERE record_id = record; END IF;
END $fn$;

-- Which records a changed row belongs to: the kind is the trigger's first argument, the column with the
-- record's id its second.
CREATE FUNCTION search_touch() RETURNS trigger LANGUAGE plpgsql AS $fn$
DECLARE changed jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  PERFORM search_put(TG_ARGV[0], (changed ->> TG_ARGV[1])::uuid);
  RETURN NULL;
END $fn$;
CREATE FUNCTION search_touch_post() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  PERFORM search_put('post', NEW.id);
  RETURN NULL;
END $fn$;
CREATE FUNCTION search_touch_person() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  PERFORM search_put('person', id) FROM membership WHERE person_id = NEW.id;
  RETURN NULL;
END $fn$;
CREATE FUNCTION search_touch_speaker() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  PERFORM search_put('event', event_id) FROM event_session WHERE id = coalesce(NEW.session_id, OLD.session_id);
  RETURN NULL;
END $fn$;
CREATE FUNCTION search_touch_parallel() RETURNS trigger LANGUAGE plpgsql AS $fn$
DECLARE
  changed parallel_text := coalesce(NEW, OLD);
  owner text := CASE changed.owner_kind WHEN 'libraryItem' THEN 'library' ELSE changed.owner_kind END;
BEGIN
  IF owner IN ('post', 'thread', 'event', 'library', 'organisation') THEN
    PERFORM search_put(owner, changed.owner_id);
  END IF;
  RETURN NULL;
END $fn$;
CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $fn$
BEGIN
  DELETE FROM search_doc WHERE record_id = OLD.id;
  RETURN NULL;
END $fn$;

CREATE TRIGGER search_touch AFTER INSERT OR UPDATE ON post FOR EACH ROW EXECUTE FUNCTION search_touch_post();
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OF title, lang, org_id, created_at ON thread
  FOR EACH ROW EXECUTE FUNCTION search_touch('thread', 'id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE ON project FOR EACH ROW EXECUTE FUNCTION search_touch('project', 'id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE ON event FOR EACH ROW EXECUTE FUNCTION search_touch('event', 'id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON event_session
  FOR EACH ROW EXECUTE FUNCTION search_touch('event', 'event_id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON session_speaker
  FOR EACH ROW EXECUTE FUNCTION search_touch_speaker();
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE ON library_item FOR EACH ROW EXECUTE FUNCTION search_touch('library', 'id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON support_programme
  FOR EACH ROW EXECUTE FUNCTION search_touch('library', 'item_id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION search_touch('organisation', 'id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON department
  FOR EACH ROW EXECUTE FUNCTION search_touch('organisation', 'org_id');
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION search_touch('person', 'id');
CREATE TRIGGER search_touch AFTER UPDATE ON person FOR EACH ROW EXECUTE FUNCTION search_touch_person();
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE ON parallel_text
  FOR EACH ROW EXECUTE FUNCTION search_touch_parallel();
CREATE TRIGGER search_forget AFTER DELETE ON post FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON thread FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON project FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON event FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON library_item FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON organisation FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_forget AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION search_forget();

-- Rows stay narrow: the text lies apart and is read only where a phrase must be compared.
ALTER TABLE search_doc ALTER COLUMN text SET STORAGE EXTERNAL;
ALTER TABLE search_doc SET (toast_tuple_target = 128);
ALTER TABLE search_doc ADD CONSTRAINT search_doc_kind
  CHECK (kind IN ('post', 'thread', 'project', 'event', 'library', 'organisation', 'person'));
-- Posts are many and the rest are few, so each has grams of its own.
CREATE INDEX search_doc_post_grams ON search_doc USING gin (search_grams(text)) WITH (gin_pending_list_limit = 1024) WHERE kind = 'post';
CREATE INDEX search_doc_grams ON search_doc USING gin (search_grams(text)) WHERE kind <> 'post';
CREATE INDEX search_doc_post_newest ON search_doc (at DESC, record_id DESC) WHERE kind = 'post';

-- What was there before is filled in by batches while everybody works; from here on the triggers write.
INSERT INTO search_fill (kind)
  VALUES ('organisation'), ('person'), ('project'), ('thread'), ('event'), ('library'), ('post');
-- One batch; answers how many records it looked at, or null when all is done. The records are locked
-- while they are read, so that no older state overtakes a change.
CREATE FUNCTION search_fill_batch(size int) RETURNS int LANGUAGE plpgsql AS $fn$
DECLARE
  place search_fill;
  ids uuid[];
BEGIN
  SELECT * INTO place FROM search_fill WHERE done_at IS NULL ORDER BY kind = 'post', kind LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM (SELECT id FROM %I WHERE id > $1 ORDER BY id LIMIT $2 FOR SHARE) AS batch',
    CASE place.kind WHEN 'library' THEN 'library_item' WHEN 'person' THEN 'membership' ELSE place.kind END)
    INTO ids USING place.after, size;
  PERFORM search_put(place.kind, each) FROM unnest(ids) AS each;
  UPDATE search_fill SET after = coalesce(ids[cardinality(ids)], after),
         done_at = CASE WHEN cardinality(ids) < size THEN now() END
   WHERE kind = place.kind;
  RETURN cardinality(ids);
END $fn$;
-- <<< by hand
