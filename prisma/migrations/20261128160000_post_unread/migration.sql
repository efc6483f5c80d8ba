-- no transaction
-- >>> by hand: what the schema language cannot say
-- What is unread is counted in the index alone: the posts themselves lie wide apart.
CREATE INDEX CONCURRENTLY post_unread ON post (thread_id, seq) INCLUDE (author_id) WHERE deleted_at IS NULL;
-- <<< by hand
