-- CreateTable
CREATE TABLE "appointment" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "department" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "interpreter_lang" TEXT,
    "state" TEXT NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,
    "booking_id" UUID,
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "appointment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "appointment_referral_id_idx" ON "appointment"("referral_id");

-- AddForeignKey
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- >>> by hand: what the schema language cannot say
ALTER TABLE appointment
  ADD CONSTRAINT appointment_state CHECK (state IN ('proposed', 'confirmed', 'cancelled', 'lapsed')),
  ADD CONSTRAINT appointment_time CHECK (state <> 'confirmed' OR booking_id IS NOT NULL),
  ADD CONSTRAINT appointment_minutes CHECK (minutes > 0);
-- A case has one appointment at a time.
CREATE UNIQUE INDEX appointment_live ON appointment (referral_id) WHERE state IN ('proposed', 'confirmed');
CREATE INDEX appointment_holds ON appointment (held_until) WHERE state = 'proposed';

-- A case that leaves its hospital, ends, or whose dates are open again gives back what its appointment
-- takes, in the same statement, whoever moves it. One that has begun already stays as it was.
CREATE FUNCTION appointment_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH ended AS (
    UPDATE appointment a SET state = 'cancelled', cancel_reason = 'caseMoved', version = version + 1,
           settled_at = forum_now()
     WHERE a.referral_id = NEW.id AND a.state IN ('proposed', 'confirmed')
       AND ((OLD.state = 'scheduled' AND NEW.state = 'accepted')
         OR (a.state = 'proposed' AND NEW.state NOT IN ('accepted', 'scheduled'))
         OR ((a.org_id IS DISTINCT FROM NEW.accepted_org_id
              OR NEW.state NOT IN ('accepted', 'scheduled', 'arrived', 'inTreatment', 'discharged'))
           AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.id = a.booking_id AND b.starts_at <= forum_now())))
    RETURNING a.id)
  UPDATE booking SET state = 'cancelled', version = version + 1, settled_at = forum_now()
   WHERE owner_kind = 'appointment' AND owner_id IN (SELECT id FROM ended) AND state IN ('held', 'confirmed');
  RETURN NULL;
END $$;
CREATE TRIGGER appointment_follows AFTER UPDATE OF state, accepted_org_id ON referral
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state
    OR OLD.accepted_org_id IS DISTINCT FROM NEW.accepted_org_id)
  EXECUTE FUNCTION appointment_follows();
-- <<< by hand
