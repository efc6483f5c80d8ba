-- no transaction
-- >>> by hand: who has seen a case is found by the case
CREATE INDEX CONCURRENTLY audit_record ON audit ((coalesce(body->>'referralId', body->>'id')), at DESC) WHERE body ? 'useCase';
-- <<< by hand
