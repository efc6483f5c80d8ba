-- no transaction
-- >>> by hand: what the schema language cannot say
CREATE INDEX CONCURRENTLY referral_live ON referral
  (coalesce(answer_deadline, 'infinity'::timestamptz), id)
  WHERE state NOT IN ('closed', 'cancelled', 'enteredInError', 'erased');
-- <<< by hand
