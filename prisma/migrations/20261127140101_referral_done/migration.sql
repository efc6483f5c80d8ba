-- no transaction
-- >>> by hand: what the schema language cannot say
CREATE INDEX CONCURRENTLY referral_done ON referral
  (coalesce(closed_at, submitted_at, created_at), id)
  WHERE state IN ('closed', 'cancelled', 'enteredInError', 'erased');
-- <<< by hand
