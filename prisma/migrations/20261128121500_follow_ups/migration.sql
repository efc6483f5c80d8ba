-- AlterTable
ALTER TABLE "appointment" ADD COLUMN     "mode" TEXT NOT NULL DEFAULT 'inPerson';
-- >>> by hand
ALTER TABLE appointment DROP CONSTRAINT appointment_kind;
ALTER TABLE appointment
  ADD CONSTRAINT appointment_kind CHECK (kind IN ('visit', 'opinion', 'followUp')) NOT VALID,
  ADD CONSTRAINT appointment_mode CHECK (mode = 'inPerson' OR (mode = 'online' AND kind = 'followUp')) NOT VALID;
ALTER TABLE appointment VALIDATE CONSTRAINT appointment_kind;
ALTER TABLE appointment VALIDATE CONSTRAINT appointment_mode;
ALTER TABLE visa_paper DROP CONSTRAINT visa_paper_kind;
ALTER TABLE visa_paper ADD CONSTRAINT visa_paper_kind CHECK (kind IN ('visitCertificate', 'acceptance', 'treatmentSchedule')) NOT VALID;
ALTER TABLE visa_paper VALIDATE CONSTRAINT visa_paper_kind;
-- <<< by hand
