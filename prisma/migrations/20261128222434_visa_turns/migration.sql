-- AlterTable
ALTER TABLE "visa_plan" ADD COLUMN     "turns" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- >>> by hand: never null, and of words that the rules know; the hourly look fills what is there
ALTER TABLE visa_plan ALTER COLUMN turns SET NOT NULL;
ALTER TABLE visa_plan ADD CONSTRAINT visa_plan_turns CHECK (turns <@ ARRAY[
  'partner.alarm', 'partner.papers', 'partner.apply', 'partner.step', 'partner.landing',
  'hospital.alarm', 'hospital.papers', 'hospital.apply',
  'guarantor.alarm', 'guarantor.guarantee', 'guarantor.exit']);
CREATE INDEX visa_plan_waits ON visa_plan (referral_id) WHERE turns <> '{}';
-- <<< by hand
