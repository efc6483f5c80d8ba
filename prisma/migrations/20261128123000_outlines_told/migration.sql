-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "known_age" TEXT,
ADD COLUMN     "known_disease" TEXT,
ADD COLUMN     "known_place" TEXT,
ADD COLUMN     "known_sex" TEXT;
-- >>> by hand
ALTER TABLE referral
  ADD CONSTRAINT referral_known_place CHECK (known_place IN ('country', 'region', 'unsaid')) NOT VALID,
  ADD CONSTRAINT referral_known_age CHECK (known_age IN ('five', 'wide', 'unsaid')) NOT VALID,
  ADD CONSTRAINT referral_known_disease CHECK (known_disease IN ('block', 'chapter', 'unsaid')) NOT VALID,
  ADD CONSTRAINT referral_known_sex CHECK (known_sex IN ('said', 'unsaid')) NOT VALID,
  ADD CONSTRAINT referral_known CHECK (num_nulls(known_place, known_age, known_disease, known_sex) IN (0, 4)) NOT VALID;
-- Cases that hospitals were asked about before: as their outline stands.
UPDATE referral r SET known_place = told_place, known_age = told_age, known_disease = told_disease, known_sex = told_sex
 WHERE EXISTS (SELECT 1 FROM offer f WHERE f.referral_id = r.id AND f.status <> 'queued');
ALTER TABLE referral VALIDATE CONSTRAINT referral_known_place;
ALTER TABLE referral VALIDATE CONSTRAINT referral_known_age;
ALTER TABLE referral VALIDATE CONSTRAINT referral_known_disease;
ALTER TABLE referral VALIDATE CONSTRAINT referral_known_sex;
ALTER TABLE referral VALIDATE CONSTRAINT referral_known;
-- <<< by hand
