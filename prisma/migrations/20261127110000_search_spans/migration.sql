-- >>> by hand: what the schema language cannot say

-- The thirty days that a moment lies in, as three hexadecimal digits (until the year 2306).
CREATE FUNCTION search_span(at timestamptz) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $fn$
  SELECT greatest(0, floor(extract(epoch FROM at AT TIME ZONE 'UTC') / 2592000)::int)
$fn$;

-- Grams as keys of one span.
CREATE FUNCTION search_keys(span int, grams text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $fn$
  SELECT array_agg(lpad(to_hex(span), 3, '0') || gram) FROM unnest(grams) AS gram
$fn$;

-- By what a post is found: its grams within its span. The newest thousand with a frequent word are then
-- found in the newest span or two, and what is seldom costs a look into each span. An index calls it
-- with an empty search path, hence the full names.
CREATE FUNCTION search_keys(folded text, at timestamptz) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $fn$
  SELECT coalesce(public.search_keys(public.search_span(at), public.search_grams(folded)), '{}')
$fn$;
-- <<< by hand
