-- >>> by hand
ALTER TABLE document DROP CONSTRAINT document_kind;
ALTER TABLE document ADD CONSTRAINT document_kind CHECK (kind IN ('visitCertificate', 'estimate', 'acceptance', 'referralLetter',
  'treatmentSchedule', 'returnSummary', 'secondOpinion', 'caseRecord', 'consent')) NOT VALID;
ALTER TABLE document VALIDATE CONSTRAINT document_kind;
-- <<< by hand
