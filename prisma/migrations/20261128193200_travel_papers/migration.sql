-- >>> by hand: kinds of papers, of which those that name the patient are never released
ALTER TABLE case_paper DROP CONSTRAINT case_paper_kind;
ALTER TABLE case_paper DROP CONSTRAINT case_paper_release;
ALTER TABLE case_paper
  ADD CONSTRAINT case_paper_kind CHECK (kind IN ('laboratory', 'imaging', 'pathology', 'letter', 'photo',
    'identity', 'travel', 'insurance', 'receipt', 'consent', 'other')) NOT VALID,
  ADD CONSTRAINT case_paper_release CHECK ((released_at IS NULL) = (released_by IS NULL)
    AND (released_at IS NULL OR kind NOT IN ('identity', 'travel', 'insurance', 'receipt', 'consent'))) NOT VALID;
ALTER TABLE case_paper VALIDATE CONSTRAINT case_paper_kind;
ALTER TABLE case_paper VALIDATE CONSTRAINT case_paper_release;
-- <<< by hand
