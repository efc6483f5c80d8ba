-- no transaction
-- >>> by hand: what the schema language cannot say
CREATE INDEX CONCURRENTLY offer_ended ON offer
  (org_id, coalesce(closed_at, answered_at, sent_at), id) WHERE status <> 'queued';
-- <<< by hand
