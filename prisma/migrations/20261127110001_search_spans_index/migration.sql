-- no transaction
-- >>> by hand: what the schema language cannot say
CREATE INDEX CONCURRENTLY search_doc_post_keys ON search_doc USING gin (search_keys(text, at)) WITH (gin_pending_list_limit = 256) WHERE kind = 'post';
-- <<< by hand
