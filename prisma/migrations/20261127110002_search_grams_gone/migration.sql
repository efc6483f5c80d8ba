-- no transaction
-- >>> by hand: what the schema language cannot say
DROP INDEX CONCURRENTLY IF EXISTS search_doc_post_grams;
-- <<< by hand
